package io.siyu.points.entitlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How entitlements (courses, lesson cards) behave. */
@ConfigMapping(prefix = "siyu.entitlements")
public interface EntitlementConfig {

  /**
   * How long before its end an unfinished entitlement counts as expiring, but never longer than the
   * second half of its time. Holds for those given from then on.
   */
  @WithDefault("14d")
  Duration expiringBefore();

  /** How often those near their end, completed or over are looked for. */
  @WithDefault("10m")
  Duration every();

  /** Entitlements handled in one transaction. */
  @WithDefault("100")
  int batchSize();
}
