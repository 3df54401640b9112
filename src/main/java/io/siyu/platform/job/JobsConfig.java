package io.siyu.platform.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How scheduled jobs are claimed. */
@ConfigMapping(prefix = "siyu.jobs")
public interface JobsConfig {

  /** Whether this instance takes scheduled work at all. */
  @WithDefault("true")
  boolean enabled();

  /** How long a claim lasts without a sign of life; every batch renews it. */
  @WithDefault("30s")
  Duration lease();
}
