package io.siyu.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long one member may hold the goods of one chain-buy without paying. */
@ConfigMapping(prefix = "siyu.chain.unpaid")
public interface ChainUnpaidConfig {

  /**
   * How many times a member may hold goods of one chain-buy or team buy for the whole time to pay,
   * 15 minutes each, and leave them unpaid, before joining it again is refused for a while. What is
   * given up sooner counts for the minutes that it was held.
   */
  @WithDefault("3")
  int times();

  /** How far back that is looked at; so it is also how long, at most, joining again is refused. */
  @WithDefault("6h")
  Duration within();
}
