package io.siyu.coupon;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Bounds the guessing of codes: by member and by address, whatever comes of the attempt. */
@ApplicationScoped
class CodeAttempts {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final RateLimiter limiter;
  private final CouponConfig config;

  CodeAttempts(RateLimiter limiter, CouponConfig config) {
    this.limiter = limiter;
    this.config = config;
  }

  /**
   * Counts an attempt. One that the member has no right to is not counted against the address.
   *
   * @throws RequestFailure LIMIT_EXCEEDED
   */
  Uni<Void> count(UUID member, String address) {
    return use("coupon-code:" + member, config.codeAttempts())
        .chain(() -> use("coupon-code-address:" + address, config.codeAttemptsPerAddress()));
  }

  private Uni<Void> use(String key, int limit) {
    return limiter
        .use(key, limit, WINDOW)
        .invoke(
            wait -> {
              if (!wait.isZero()) {
                throw RequestFailure.limitExceeded(
                    "Too many codes were tried. Try again in "
                        + (wait.toMinutes() + 1)
                        + " minutes.");
              }
            })
        .replaceWithVoid();
  }
}
