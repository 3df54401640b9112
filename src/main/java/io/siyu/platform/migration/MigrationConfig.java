package io.siyu.platform.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who migrates the database. */
@ConfigMapping(prefix = "siyu.migration")
public interface MigrationConfig {

  /**
   * AT_START migrates before serving. ONLY migrates and ends with code 0, or with 1 and one line
   * that says why not; it needs PostgreSQL alone. NONE leaves that to another process: the instance
   * is not ready and takes no jobs until the database has every migration of its version; a
   * database that is ahead of it is fine.
   */
  @WithDefault("AT_START")
  Mode mode();

  /** What an instance does about migrations when it starts. */
  enum Mode {
    AT_START,
    ONLY,
    NONE
  }
}
