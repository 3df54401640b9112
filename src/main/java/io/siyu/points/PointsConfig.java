package io.siyu.points;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How points behave. */
@ConfigMapping(prefix = "siyu.points")
public interface PointsConfig {

  /**
   * What happens to points of a refunded order that have been spent meanwhile: ONLY_PENDING,
   * WITHIN_BALANCE or DEBT. Only DEBT leaves nothing to who buys, spends the points and refunds
   * both.
   */
  @WithDefault("DEBT")
  ClawbackPolicy clawbackPolicy();

  /** How long points can be spent that a refund gives back after they had expired. */
  @WithDefault("7d")
  Duration reopenedLotValidity();
}
