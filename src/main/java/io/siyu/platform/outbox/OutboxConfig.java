package io.siyu.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How side effects are sent. */
@ConfigMapping(prefix = "siyu.outbox")
public interface OutboxConfig {

  /** Whether this instance sends anything at all; what it enqueues waits for one that does. */
  @WithDefault("true")
  boolean enabled();

  /** How long one instance owns a message it took; after that another may take it. */
  @WithDefault("30s")
  Duration lease();

  /** Messages taken at once. */
  @WithDefault("50")
  int batchSize();

  /** Messages handled at the same time by one instance. */
  @WithDefault("8")
  int concurrency();

  /** Attempts before a message is dead. */
  @WithDefault("12")
  int maxAttempts();

  /** Delay after the first failure; doubles with every further one, with jitter. */
  @WithDefault("1s")
  Duration firstBackoff();

  /** Longest delay between two attempts. */
  @WithDefault("10m")
  Duration maxBackoff();
}
