package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Coupons in orders: held while the order waits for its payment, then used or given back. Every
 * change is a compare-and-set that writes its log row in the same statement, and joins the caller's
 * transaction. Calling one again for the same order finds nothing left to change.
 */
@ApplicationScoped
public class CouponUse {

  /** PostgreSQL's order of UUIDs, which Java's own signed comparison is not. */
  private static final Comparator<UUID> KEY_ORDER = Comparator.comparing(UUID::toString);

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final CouponRepository coupons;

  CouponUse(Database database, Sql sql, Clock clock, CouponRepository coupons) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.coupons = coupons;
  }

  /**
   * @return what the member could put into an order now, soonest ending first, at most {@value
   *     CouponRepository#MAX_USABLE}
   */
  public Uni<List<CouponTerms>> usable(UUID member) {
    return database.read(() -> coupons.usable(member, clock.instant()));
  }

  /**
   * @return what the member could put into an order now or later, at most {@value
   *     CouponRepository#MAX_USABLE}
   */
  public Uni<List<CouponTerms>> wallet(UUID member) {
    return database.read(() -> coupons.wallet(member, clock.instant()));
  }

  /**
   * @return terms of those that are the member's, whatever their status; other ids are missing
   */
  public Uni<List<CouponTerms>> terms(UUID member, Collection<UUID> couponIds) {
    return database.read(() -> coupons.terms(member, couponIds));
  }

  /**
   * Reserves the coupons for the order. From here on the order is sure of them, even if their
   * validity ends before it is paid.
   *
   * @param couponIds each counts once; their rows are locked in the order of their ids
   * @param until the order's payment deadline, for the record: the order gives them back
   * @throws Refusal COUPON_NOT_USABLE with the fact {@code couponId} when one of them is not
   *     ISSUED, not valid now or not the member's; then none is held
   */
  public Uni<Void> hold(UUID member, Collection<UUID> couponIds, UUID orderId, Instant until) {
    SortedSet<UUID> sorted = new TreeSet<>(KEY_ORDER);
    sorted.addAll(couponIds);
    return database.transaction(
        () -> {
          Uni<Void> all = Uni.createFrom().voidItem();
          for (UUID coupon : sorted) {
            all = all.chain(() -> hold(member, coupon, orderId, until));
          }
          return all;
        });
  }

  private Uni<Void> hold(UUID member, UUID coupon, UUID orderId, Instant until) {
    return sql.update(
            """
            WITH held AS (
              UPDATE coupon SET status = 'HELD', order_id = $3, held_until = $4
              WHERE id = $1 AND member_id = $2 AND status = 'ISSUED'
                AND valid_from <= $5 AND valid_to > $5 AND NOT revoke_on_release
              RETURNING id)
            INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, order_id, at)
            SELECT id, 'ISSUED', 'HELD', 'ORDER_PLACED', $3, $5 FROM held""",
            coupon,
            member,
            orderId,
            until,
            clock.instant())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw Refusal.of(
                        CouponUseErrorCode.COUPON_NOT_USABLE,
                        "A coupon cannot be used now. Choose another one, or order without it.",
                        "input",
                        "couponIds")
                    .with("couponId", coupon);
              }
            })
        .replaceWithVoid();
  }

  /** HELD becomes USED when the order is paid, also after the coupon's validity. */
  public Uni<Void> use(UUID orderId) {
    return use(List.of(orderId));
  }

  /** As {@link #use(UUID)}, for all of the orders. */
  public Uni<Void> use(Collection<UUID> orderIds) {
    return database.transaction(
        () ->
            sql.update(
                    """
                    WITH used AS (
                      UPDATE coupon SET status = 'USED', held_until = NULL
                      WHERE order_id = ANY($1) AND status = 'HELD'
                      RETURNING id, order_id)
                    INSERT INTO coupon_transition
                      (coupon_id, from_status, to_status, cause, order_id, at)
                    SELECT id, 'HELD', 'USED', 'ORDER_PAID', order_id, $2 FROM used""",
                    orderIds,
                    clock.instant())
                .replaceWithVoid());
  }

  /** HELD goes back to the member when the order is cancelled or timed out. */
  public Uni<Void> release(UUID orderId) {
    return giveBack(orderId, CouponStatus.HELD, "ORDER_CANCELLED");
  }

  /** USED goes back to the member when every line of the order was refunded. */
  public Uni<Void> returnAfterRefund(UUID orderId) {
    return giveBack(orderId, CouponStatus.USED, "ORDER_REFUNDED");
  }

  /** What ended in the meantime comes back as EXPIRED; what staff took back is revoked now. */
  private Uni<Void> giveBack(UUID orderId, CouponStatus from, String cause) {
    return database.transaction(
        () ->
            sql.update(
                    """
                    WITH back AS (
                      UPDATE coupon SET order_id = NULL, held_until = NULL,
                        status = CASE WHEN valid_to <= $4 THEN 'EXPIRED'
                          WHEN revoke_on_release THEN 'REVOKED' ELSE 'ISSUED' END
                      WHERE order_id = $1 AND status = $2
                      RETURNING id, status),
                    steps AS (
                      SELECT 1 AS step, id, $2::text AS before, $3::text AS cause, $1::uuid AS of,
                        CASE status WHEN 'REVOKED' THEN 'ISSUED' ELSE status END AS after
                      FROM back
                      UNION ALL
                      SELECT 2, id, 'ISSUED', 'REVOKED_ON_RELEASE', NULL, 'REVOKED'
                      FROM back WHERE status = 'REVOKED')
                    INSERT INTO coupon_transition
                      (coupon_id, from_status, to_status, cause, order_id, at)
                    SELECT id, before, after, cause, of, $4 FROM steps ORDER BY step, id""",
                    orderId,
                    from,
                    cause,
                    clock.instant())
                .replaceWithVoid());
  }
}
