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
 * Bounds the guessing of passwords: by address, and by name from all addresses together. The second
 * bound is ten times as high, so that many addresses help little, but nobody locks an operator out
 * from a few.
 */
@ApplicationScoped
class OperatorAttempts {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int ADDRESSES_PER_NAME = 10;

  private final RateLimiter limiter;
  private final SecurityConfig config;

  OperatorAttempts(RateLimiter limiter, SecurityConfig config) {
    this.limiter = limiter;
    this.config = config;
  }

  /**
   * Counts an attempt. One that its address has no right to is not counted against the name.
   *
   * @param name of whose password is guessed; need not exist
   * @param address where the attempt came from
   * @throws RequestFailure LIMIT_EXCEEDED
   */
  Uni<Void> count(String name, String address) {
    int limit = config.operatorLoginLimit();
    return use("operator-address:" + address, limit)
        .chain(() -> use("operator-name:" + hash(name), limit * ADDRESSES_PER_NAME));
  }

  private Uni<Void> use(String key, int limit) {
    return limiter
        .use(key, limit, WINDOW)
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
