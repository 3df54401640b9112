package io.siyu.coupon;

import io.siyu.community.CommunityService;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Staff enter the code that a member shows, and the coupon is used. One compare-and-set decides
 * between this, an order, the end of its validity and staff who take it back.
 */
@ApplicationScoped
class StoreVerification {

  static final IdType STORE = IdType.of("store");

  private static final String MUTATION = "verifyCouponInStore";

  private final Sql sql;
  private final Clock clock;
  private final Idempotency idempotency;
  private final Audit audit;
  private final CodeAttempts attempts;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final StoreStaff staff;
  private final CouponFigures figures;

  StoreVerification(
      Sql sql,
      Clock clock,
      Idempotency idempotency,
      Audit audit,
      CodeAttempts attempts,
      MemberDirectory members,
      CommunityService communities,
      StoreStaff staff,
      CouponFigures figures) {
    this.sql = sql;
    this.clock = clock;
    this.idempotency = idempotency;
    this.audit = audit;
    this.attempts = attempts;
    this.members = members;
    this.communities = communities;
    this.staff = staff;
    this.figures = figures;
  }

  private record Found(UUID coupon, UUID member) {}

  /**
   * @param address where the request came from
   * @return id of the coupon; the same for the same key, which is not counted as an attempt
   * @throws RequestFailure NOT_FOUND when there is no such store; LIMIT_EXCEEDED
   * @throws Refusal a {@link VerifyCouponInStoreErrorCode}; then nothing changed
   */
  Uni<UUID> verify(UUID operator, String address, String typed, UUID store, String idempotencyKey) {
    String code = StoreCode.read(typed);
    if (code == null) {
      return attempts.countVerified(operator, address).map(counted -> refuseUnknown());
    }
    Fingerprint input = Fingerprint.of(code, store);
    return idempotency
        .find(operator, MUTATION, idempotencyKey, input)
        .chain(
            before ->
                before != null
                    ? Uni.createFrom().item(before)
                    : attempts
                        .countVerified(operator, address)
                        .chain(
                            () ->
                                idempotency.once(
                                    operator,
                                    MUTATION,
                                    idempotencyKey,
                                    input,
                                    () -> use(operator, code, store))));
  }

  private Uni<UUID> use(UUID operator, String code, UUID store) {
    Instant now = clock.instant();
    return communities
        .requireStores(List.of(store))
        .chain(() -> staff.require(operator, store))
        .chain(() -> find(code, now))
        .call(found -> members.lock(found.member()))
        .call(found -> spend(code, now))
        .call(found -> use(found.coupon(), store, operator, now))
        .call(found -> figures.usedInStore(found.coupon()))
        .call(
            found ->
                audit.record(
                    operator,
                    MUTATION,
                    CouponView.ID.encode(found.coupon()),
                    new JsonObject().put("storeId", STORE.encode(store))))
        .map(Found::coupon);
  }

  private Uni<Found> find(String code, Instant now) {
    return sql.first(
            """
            SELECT s.coupon_id, c.member_id FROM coupon_store_code s
            JOIN coupon c ON c.id = s.coupon_id
            WHERE s.code_hash = $1 AND s.expires_at > $2""",
            row -> new Found(row.uuid("coupon_id"), row.uuid("member_id")),
            StoreCode.hash(code),
            now)
        .onItem()
        .ifNull()
        .failWith(StoreVerification::unknown);
  }

  /** Of two who enter the same code, the second finds it gone. */
  private Uni<Void> spend(String code, Instant now) {
    return sql.update(
            "DELETE FROM coupon_store_code WHERE code_hash = $1 AND expires_at > $2",
            StoreCode.hash(code),
            now)
        .invoke(
            rows -> {
              if (rows == 0) {
                throw unknown();
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> use(UUID coupon, UUID store, UUID operator, Instant now) {
    return sql.update(
            """
            WITH used AS (
              UPDATE coupon SET status = 'USED', used_in_store = true
              WHERE id = $1 AND status = 'ISSUED' AND valid_from <= $4 AND valid_to > $4
                AND NOT revoke_on_release
                AND (cardinality(store_ids) = 0 OR $2 = ANY (store_ids))
              RETURNING id),
            logged AS (
              INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, at)
              SELECT id, 'ISSUED', 'USED', 'USED_IN_STORE', $4 FROM used)
            INSERT INTO coupon_store_use (coupon_id, store_id, operator_id, used_at)
            SELECT id, $2, $3, $4 FROM used""",
            coupon,
            store,
            operator,
            now)
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuse(coupon, store));
  }

  private Uni<Void> refuse(UUID coupon, UUID store) {
    return sql.first(
            """
            SELECT cardinality(store_ids) > 0 AND NOT $2 = ANY (store_ids) AS elsewhere
            FROM coupon WHERE id = $1""",
            row -> row.bool("elsewhere"),
            coupon,
            store)
        .map(
            elsewhere -> {
              throw elsewhere
                  ? Refusal.of(
                      VerifyCouponInStoreErrorCode.WRONG_STORE,
                      "This coupon is for other stores.",
                      "input",
                      "storeId")
                  : Refusal.of(
                      VerifyCouponInStoreErrorCode.NOT_USABLE,
                      "This coupon was used, has ended, was taken back or is held by an order.",
                      "input",
                      "code");
            });
  }

  private static UUID refuseUnknown() {
    throw unknown();
  }

  private static Refusal unknown() {
    return Refusal.of(
        VerifyCouponInStoreErrorCode.CODE_UNKNOWN,
        "There is no such code, or its minute is over. Have the member show a new one.",
        "input",
        "code");
  }
}
