package io.siyu.outreach;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When members are told of points that are about to expire. */
@ConfigMapping(prefix = "siyu.points-notices")
public interface PointsNoticeConfig {

  /**
   * How many days before the last one on which they can be spent; each member is told at most once
   * of each such day.
   */
  @WithDefault("7")
  int daysBefore();

  /** How often points about to expire are looked for. */
  @WithDefault("10m")
  Duration every();

  /** Messages made in one transaction. */
  @WithDefault("100")
  int batchSize();
}
