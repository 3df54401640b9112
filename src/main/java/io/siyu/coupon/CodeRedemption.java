package io.siyu.coupon;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * A code becomes a coupon, once. Its row is locked first, so that of many who come with the same
 * code one gets the coupon and the others learn that it is used; the batch, whose row all its codes
 * share, is counted last.
 */
@ApplicationScoped
class CodeRedemption {

  private static final String MUTATION = "redeemCouponCode";

  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final CodeAttempts attempts;
  private final MemberDirectory members;
  private final CouponIssuing issuing;

  CodeRedemption(
      Sql sql,
      Clock clock,
      Idempotency idempotency,
      CodeAttempts attempts,
      MemberDirectory members,
      CouponIssuing issuing) {
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.attempts = attempts;
    this.members = members;
    this.issuing = issuing;
  }

  private record Found(UUID batch, int number, UUID template, boolean redeemed) {

    static Found of(SqlRow row) {
      return new Found(
          row.uuid("batch_id"),
          row.integer("number"),
          row.uuid("template_id"),
          !row.isNull("coupon_id"));
    }
  }

  /**
   * @param address where the request came from
   * @param typed as the member typed it
   * @return id of the coupon; the same for the same key, which is not counted as an attempt
   * @throws RequestFailure LIMIT_EXCEEDED
   * @throws Refusal a {@link RedeemCouponCodeErrorCode}; then nothing changed
   */
  Uni<UUID> redeem(UUID member, String address, String typed, String idempotencyKey) {
    Idempotency.checked(idempotencyKey);
    String code = CouponCodes.read(typed);
    if (code == null) {
      return attempts.count(member, address).map(counted -> refuseMistyped());
    }
    Fingerprint input = Fingerprint.of(code);
    return idempotency
        .find(member, MUTATION, idempotencyKey, input)
        .chain(
            before ->
                before != null
                    ? Uni.createFrom().item(before)
                    : attempts
                        .count(member, address)
                        .chain(
                            () ->
                                idempotency.once(
                                    member,
                                    MUTATION,
                                    idempotencyKey,
                                    input,
                                    () -> redeem(member, code))));
  }

  private Uni<UUID> redeem(UUID member, String code) {
    UUID coupon = Ids.next();
    Instant now = clock.instant();
    return members
        .lock(member)
        .chain(() -> lock(code))
        .chain(
            found ->
                issuing
                    .redeem(coupon, member, found.template(), found.batch() + ":" + found.number())
                    .chain(() -> markRedeemed(found, coupon, now))
                    .chain(() -> countBatch(found.batch(), now)))
        .replaceWith(coupon);
  }

  private Uni<Found> lock(String code) {
    return sql.first(
            """
            SELECT c.batch_id, c.number, c.coupon_id, b.template_id
            FROM coupon_code c JOIN coupon_code_batch b ON b.id = c.batch_id
            WHERE c.code = $1 FOR UPDATE OF c""",
            Found::of,
            code)
        .onItem()
        .ifNull()
        .failWith(
            () -> refusal(RedeemCouponCodeErrorCode.NOT_FOUND, "There is no such code. Check it."))
        .invoke(
            found -> {
              if (found.redeemed()) {
                throw refusal(
                    RedeemCouponCodeErrorCode.ALREADY_REDEEMED, "This code was redeemed before.");
              }
            });
  }

  private Uni<Void> markRedeemed(Found found, UUID coupon, Instant now) {
    return sql.update(
            """
            UPDATE coupon_code SET coupon_id = $3, redeemed_at = $4
            WHERE batch_id = $1 AND number = $2 AND coupon_id IS NULL""",
            found.batch(),
            found.number(),
            coupon,
            now)
        .invoke(
            rows -> {
              if (rows == 0) {
                throw new IllegalStateException("A locked code was redeemed by somebody else.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> countBatch(UUID batch, Instant now) {
    return sql.update(
            """
            UPDATE coupon_code_batch SET redeemed = redeemed + 1
            WHERE id = $1 AND disabled_at IS NULL
              AND (redeem_until IS NULL OR redeem_until > $2)""",
            batch,
            now)
        .invoke(
            rows -> {
              if (rows == 0) {
                throw refusal(
                    RedeemCouponCodeErrorCode.ENDED, "This code cannot be redeemed any more.");
              }
            })
        .replaceWithVoid();
  }

  private static UUID refuseMistyped() {
    throw refusal(
        RedeemCouponCodeErrorCode.MISTYPED,
        "This cannot be a code: a character is wrong or missing. Compare it with the original.");
  }

  private static Refusal refusal(RedeemCouponCodeErrorCode code, String message) {
    return Refusal.of(code, message, "input", "code");
  }
}
