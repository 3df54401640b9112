package io.siyu.coupon;

import io.siyu.community.CommunityService;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** In which stores staff may use members' coupons: in all of them unless some are set. */
@ApplicationScoped
class StoreStaff {

  static final IdType OPERATOR = IdType.of("operator");

  private static final int MAX_STORES = 100;

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final Audit audit;
  private final CommunityService communities;

  StoreStaff(
      Database database,
      Sql sql,
      Idempotency idempotency,
      Audit audit,
      CommunityService communities) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.audit = audit;
    this.communities = communities;
  }

  /**
   * Replaces the stores of a colleague.
   *
   * @throws RequestFailure NOT_FOUND when there is no such colleague or store
   */
  Uni<CouponStores> set(UUID admin, SetCouponStoresInput input) {
    UUID colleague = OPERATOR.decode(input.operatorId(), "input", "operatorId");
    List<UUID> stores = stores(input);
    return idempotency
        .once(
            admin,
            "setCouponStores",
            input.idempotencyKey(),
            Fingerprint.of(colleague, stores),
            () ->
                lock(colleague)
                    .chain(() -> communities.requireStores(stores))
                    .chain(() -> replace(colleague, stores))
                    .chain(
                        () ->
                            audit.record(
                                admin,
                                "setCouponStores",
                                input.operatorId(),
                                new JsonObject()
                                    .put(
                                        "storeIds",
                                        new JsonArray(
                                            stores.stream()
                                                .map(StoreVerification.STORE::encode)
                                                .toList()))))
                    .replaceWith(colleague))
        .chain(this::of);
  }

  private static List<UUID> stores(SetCouponStoresInput input) {
    if (input.storeIds().size() > MAX_STORES) {
      throw new InvalidInput(List.of("input", "storeIds"), "At most 100 stores.");
    }
    Set<UUID> stores = new TreeSet<>();
    input
        .storeIds()
        .forEach(id -> stores.add(StoreVerification.STORE.decode(id, "input", "storeIds")));
    return List.copyOf(stores);
  }

  /** So that two who set the stores of one colleague take turns. */
  private Uni<Void> lock(UUID colleague) {
    return sql.first(
            "SELECT id FROM operator_account WHERE id = $1 FOR NO KEY UPDATE",
            row -> row.uuid("id"),
            colleague)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Operator"))
        .replaceWithVoid();
  }

  private Uni<Void> replace(UUID colleague, List<UUID> stores) {
    return sql.update("DELETE FROM coupon_store_staff WHERE operator_id = $1", colleague)
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO coupon_store_staff (operator_id, store_id)
                    SELECT $1, id FROM unnest($2::uuid[]) AS stores (id)""",
                    colleague,
                    stores))
        .replaceWithVoid();
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such colleague
   */
  Uni<CouponStores> of(UUID colleague) {
    return database
        .read(
            () ->
                sql.first(
                    """
                    SELECT array(SELECT store_id FROM coupon_store_staff
                                 WHERE operator_id = $1 ORDER BY store_id) AS stores
                    FROM operator_account WHERE id = $1""",
                    row -> List.of(row.raw().getArrayOfUUIDs("stores")),
                    colleague))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Operator"))
        .map(ids -> ids.stream().map(StoreVerification.STORE::encode).toList())
        .map(stores -> new CouponStores(OPERATOR.encode(colleague), stores));
  }

  /**
   * In the caller's transaction.
   *
   * @throws Refusal WRONG_STORE
   */
  Uni<Void> require(UUID operator, UUID store) {
    return sql.first(
            """
            SELECT NOT EXISTS (SELECT FROM coupon_store_staff WHERE operator_id = $1)
              OR EXISTS (SELECT FROM coupon_store_staff WHERE operator_id = $1 AND store_id = $2)
              AS allowed""",
            row -> row.bool("allowed"),
            operator,
            store)
        .invoke(
            allowed -> {
              if (!allowed) {
                throw Refusal.of(
                    VerifyCouponInStoreErrorCode.WRONG_STORE,
                    "You work in other stores.",
                    "input",
                    "storeId");
              }
            })
        .replaceWithVoid();
  }
}
