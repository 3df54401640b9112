package io.siyu.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long requests and jobs wait for PostgreSQL; migrations wait as long as they need. */
@ConfigMapping(prefix = "siyu.database")
public interface DatabaseConfig {

  /**
   * Longest time for one statement, its wait for locks included, and for a transaction to send its
   * next one; what takes longer is rolled back and answered with UNAVAILABLE. A connection on which
   * PostgreSQL stays silent for five seconds more is given up.
   */
  @WithDefault("20s")
  Duration statementTimeout();

  /**
   * Whether PostgreSQL is told so when a connection begins. A PgBouncer in between refuses that;
   * with false the role has to be given the limits, see deployment.md.
   */
  @WithDefault("true")
  boolean tellLimits();
}
