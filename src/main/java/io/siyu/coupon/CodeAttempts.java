package io.siyu.coupon;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Bounds the guessing of codes: by who tries and by address, whatever comes of the attempt. */
@ApplicationScoped
class CodeAttempts {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** In ten minutes. */
  private static final int SHOWN = 100;

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

  /**
   * Counts that staff entered what a member shows in a store.
   *
   * @throws RequestFailure LIMIT_EXCEEDED
   */
  Uni<Void> countVerified(UUID operator, String address) {
    return use("coupon-store-code:" + operator, config.storeCodeAttempts())
        .chain(() -> use("coupon-store-address:" + address, config.codeAttemptsPerAddress()));
  }

  /**
   * Counts that a member had a code made to show in a store: a screen renews it every minute.
   *
   * @throws RequestFailure LIMIT_EXCEEDED
   */
  Uni<Void> countShown(UUID member) {
    return use("coupon-store-shown:" + member, SHOWN);
  }

  private Uni<Void> use(String key, int limit) {
    return limiter
        .use(key, limit, WINDOW)
        .invoke(
            wait -> {
              if (!wait.isZero()) {
                throw RequestFailure.limitExceeded(
                    "Too many codes. Try again in " + (wait.toMinutes() + 1) + " minutes.");
              }
            })
        .replaceWithVoid();
  }
}
