package io.siyu.outreach;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When members are told what growth keeps their tier. */
@ConfigMapping(prefix = "siyu.tier-notices")
public interface TierNoticeConfig {

  /** How many days before the last one of a period; each member is told at most once of each. */
  @WithDefault("30")
  int daysBefore();

  /** How often periods about to end are looked for. */
  @WithDefault("1h")
  Duration every();

  /** Messages made in one transaction. */
  @WithDefault("100")
  int batchSize();
}
