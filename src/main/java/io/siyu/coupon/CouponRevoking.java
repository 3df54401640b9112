package io.siyu.coupon;

import io.siyu.coupon.RevokeCouponInput.Wanted;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Staff take coupons back. An order keeps what it holds or used, as it was promised; what it gives
 * back later is revoked then. The copies stay counted on offer and member.
 */
@ApplicationScoped
class CouponRevoking {

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Audit audit;

  CouponRevoking(Database database, Sql sql, Clock clock, Idempotency idempotency, Audit audit) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /** How many of some coupons were revoked at once, and how many are when their orders let go. */
  record Taken(int revoked, int deferred) {}

  /**
   * @return id of the coupon or of the batch's revocation; the same for the same key
   * @throws RequestFailure NOT_FOUND when there is no such coupon or batch
   * @throws Refusal a {@link CouponOperationErrorCode}; then nothing changed
   */
  Uni<UUID> revoke(UUID operator, String idempotencyKey, Wanted wanted) {
    return idempotency.once(
        operator,
        "revokeCoupon",
        idempotencyKey,
        Fingerprint.of(wanted),
        () -> {
          if (wanted.coupon() != null) {
            return one(wanted.coupon())
                .call(() -> record(operator, CouponView.ID.encode(wanted.coupon()), wanted));
          }
          return wanted.grantBatch() != null
              ? grants(wanted.grantBatch())
                  .call(
                      () ->
                          record(operator, CouponGrantBatch.ID.encode(wanted.grantBatch()), wanted))
              : codes(wanted.codeBatch())
                  .call(
                      () ->
                          record(operator, CouponCodeBatch.ID.encode(wanted.codeBatch()), wanted));
        });
  }

  private Uni<Void> record(UUID operator, String subject, Wanted wanted) {
    return audit.record(
        operator, "revokeCoupon", subject, new JsonObject().put("reason", wanted.reason()));
  }

  private Uni<UUID> one(UUID coupon) {
    return sql.first(
            "SELECT status FROM coupon WHERE id = $1 FOR NO KEY UPDATE",
            row -> row.enumeration(CouponStatus.class, "status"),
            coupon)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon"))
        .invoke(CouponRevoking::refuseEnded)
        .chain(() -> take(List.of(coupon)))
        .replaceWith(coupon);
  }

  private static void refuseEnded(CouponStatus status) {
    switch (status) {
      case ISSUED, HELD -> {}
      case USED ->
          throw Refusal.of(
              CouponOperationErrorCode.ALREADY_USED,
              "This coupon was used. Refund its order instead.",
              "input",
              "couponId");
      case EXPIRED, REVOKED ->
          throw Refusal.of(
              CouponOperationErrorCode.ENDED,
              "This coupon has ended already.",
              "input",
              "couponId");
    }
  }

  /** A step of the grant that is under way is waited for; none follows. */
  private Uni<UUID> grants(UUID batch) {
    return sql.first(
            "SELECT state FROM coupon_grant_batch WHERE id = $1 FOR NO KEY UPDATE",
            row -> row.enumeration(GrantState.class, "state"),
            batch)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Grant"))
        .chain(
            () ->
                sql.update(
                    """
                    UPDATE coupon_grant_batch
                    SET state = 'STOPPED', stopped_because = 'REVOKED', finished_at = $2
                    WHERE id = $1 AND state = 'RUNNING'""",
                    batch,
                    clock.instant()))
        .chain(() -> begin(batch, null));
  }

  /** Who redeems a code counts on this row last, and so comes before this or too late. */
  private Uni<UUID> codes(UUID batch) {
    return sql.update(
            """
            UPDATE coupon_code_batch SET disabled_at = coalesce(disabled_at, $2) WHERE id = $1""",
            batch,
            clock.instant())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw RequestFailure.notFound("Batch of codes");
              }
            })
        .chain(() -> begin(null, batch));
  }

  private Uni<UUID> begin(UUID grantBatch, UUID codeBatch) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO coupon_revocation (id, grant_batch_id, code_batch_id, created_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING""",
            id,
            grantBatch,
            codeBatch,
            clock.instant())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw Refusal.of(
                    CouponOperationErrorCode.ENDED,
                    "This batch was taken back before.",
                    "input",
                    grantBatch == null ? "codeBatchId" : "grantBatchId");
              }
            })
        .replaceWith(id);
  }

  /**
   * Takes coupons back, in the caller's transaction. They are locked first, in the order of their
   * ids, so that what follows sees them as they stay.
   */
  Uni<Taken> take(List<UUID> coupons) {
    return take(coupons, "REVOKED_BY_STAFF");
  }

  /** As {@link #take(List)}, for another cause. */
  Uni<Taken> take(List<UUID> coupons, String cause) {
    return sql.list(
            "SELECT id FROM coupon WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
            row -> row.uuid("id"),
            coupons)
        .chain(
            locked ->
                sql.first(
                    """
                    WITH revoked AS (
                      UPDATE coupon SET status = 'REVOKED'
                      WHERE id = ANY($1) AND status = 'ISSUED' RETURNING id),
                    deferred AS (
                      UPDATE coupon SET revoke_on_release = true
                      WHERE id = ANY($1) AND order_id IS NOT NULL RETURNING id),
                    logged AS (
                      INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, at)
                      SELECT id, 'ISSUED', 'REVOKED', $3, $2 FROM revoked)
                    SELECT (SELECT count(*)::int FROM revoked) AS revoked,
                           (SELECT count(*)::int FROM deferred) AS deferred""",
                    row -> new Taken(row.integer("revoked"), row.integer("deferred")),
                    locked,
                    clock.instant(),
                    cause));
  }

  /**
   * @return null when there is none
   */
  Uni<CouponRevocation> revocation(UUID id) {
    return database.read(
        () ->
            sql.first(
                "SELECT " + CouponRevocation.COLUMNS + " FROM coupon_revocation WHERE id = $1",
                CouponRevocation::of,
                id));
  }
}
