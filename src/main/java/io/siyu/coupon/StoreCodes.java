package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Codes that members show in stores. Asking again gives another one; the one before stays good for
 * the rest of its minute, as somebody may be typing it.
 */
@ApplicationScoped
class StoreCodes {

  static final Duration LIFE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final CodeAttempts attempts;
  private final MemberDirectory members;
  private final CouponRepository coupons;
  private final SecureRandom random = new SecureRandom();

  StoreCodes(
      Database database,
      Sql sql,
      Clock clock,
      CodeAttempts attempts,
      MemberDirectory members,
      CouponRepository coupons) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.attempts = attempts;
    this.members = members;
    this.coupons = coupons;
  }

  /**
   * A code and how long it lives.
   *
   * @param code as it is shown
   */
  record Shown(String code, Instant expiresAt, Instant now) {}

  /**
   * @throws RequestFailure NOT_FOUND when the coupon is not the member's; LIMIT_EXCEEDED
   * @throws Refusal NOT_USABLE when it cannot be used in a store now
   */
  Uni<Shown> show(UUID member, UUID coupon) {
    return attempts
        .countShown(member)
        .chain(
            () ->
                database.transaction(
                    () ->
                        members
                            .lock(member)
                            .chain(() -> coupons.terms(member, List.of(coupon)))
                            .invoke(found -> requireUsable(found, clock.instant()))
                            .chain(() -> make(coupon))));
  }

  private static void requireUsable(List<CouponTerms> found, Instant now) {
    if (found.isEmpty()) {
      throw RequestFailure.notFound("Coupon");
    }
    CouponTerms terms = found.get(0);
    if (terms.kind() == CouponKind.FREE_SHIPPING
        || terms.status() != CouponStatus.ISSUED
        || !terms.isValidAt(now)) {
      throw Refusal.of(
          ShowCouponInStoreErrorCode.NOT_USABLE,
          "This coupon cannot be used in a store now.",
          "input",
          "couponId");
    }
  }

  private Uni<Shown> make(UUID coupon) {
    Instant now = clock.instant();
    Instant end = now.plus(LIFE);
    String code = StoreCode.make(random);
    return sql.update(
            "DELETE FROM coupon_store_code WHERE coupon_id = $1 AND expires_at <= $2", coupon, now)
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO coupon_store_code (code_hash, coupon_id, expires_at)
                    VALUES ($1, $2, $3)""",
                    StoreCode.hash(code),
                    coupon,
                    end))
        .replaceWith(new Shown(StoreCode.shown(code), end, now));
  }

  /** Removes codes whose minute is over, in the caller's transaction. */
  Uni<Integer> removeEnded(int limit) {
    return sql.update(
        """
        DELETE FROM coupon_store_code WHERE code_hash IN (
          SELECT code_hash FROM coupon_store_code WHERE expires_at <= $1
          ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)""",
        clock.instant(),
        (long) limit);
  }
}
