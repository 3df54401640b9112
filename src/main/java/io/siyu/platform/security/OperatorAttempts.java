package io.siyu.platform.security;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Bounds the guessing of passwords: by name, so that many addresses do not help, and by address.
 */
@ApplicationScoped
class OperatorAttempts {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final RateLimiter limiter;
  private final SecurityConfig config;

  OperatorAttempts(RateLimiter limiter, SecurityConfig config) {
    this.limiter = limiter;
    this.config = config;
  }

  /**
   * Counts an attempt. One that its address has no right to is not counted against the name.
   *
   * @throws RequestFailure LIMIT_EXCEEDED
   */
  Uni<Void> count(String name, String address) {
    return use("operator-address:" + address).chain(() -> use("operator-name:" + hash(name)));
  }

  private Uni<Void> use(String key) {
    return limiter
        .use(key, config.operatorLoginLimit(), WINDOW)
        .invoke(
            wait -> {
              if (!wait.isZero()) {
                throw RequestFailure.limitExceeded(
                    "Too many attempts. Try again in " + (wait.toMinutes() + 1) + " minutes.");
              }
            })
        .replaceWithVoid();
  }

  /** Anything may be sent as a name; the key stays short and harmless. */
  private static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
