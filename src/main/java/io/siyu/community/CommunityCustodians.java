package io.siyu.community;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.care.Custodians;
import io.siyu.member.care.Custody;
import io.siyu.member.care.CustodyKind;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.security.OperatorAccounts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedSet;
import java.util.UUID;

/** Who looks after which community. */
@ApplicationScoped
class CommunityCustodians implements Custody {

  private final Sql sql;
  private final Idempotency idempotency;
  private final OperatorAccounts accounts;
  private final Audit audit;

  CommunityCustodians(Sql sql, Idempotency idempotency, OperatorAccounts accounts, Audit audit) {
    this.sql = sql;
    this.idempotency = idempotency;
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * Gives communities to a custodian, all or none of them.
   *
   * @param custodian null = to nobody
   * @return how many communities
   * @throws RequestFailure NOT_FOUND when a community does not exist
   * @throws Refusal OPERATOR_UNAVAILABLE of {@link io.siyu.member.care.StaffCareErrorCode}, or
   *     IDEMPOTENCY_KEY_REUSED
   */
  Uni<Integer> assign(
      UUID operator, SortedSet<UUID> communities, UUID custodian, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "assignCommunityCustodian",
            idempotencyKey,
            Fingerprint.of(communities, custodian),
            () ->
                requireOpen(custodian)
                    .chain(() -> give(communities, custodian))
                    .chain(() -> record(operator, communities, custodian))
                    .replaceWith(Ids.next()))
        .replaceWith(communities.size());
  }

  @Override
  public CustodyKind kind() {
    return CustodyKind.COMMUNITIES;
  }

  @Override
  public Uni<Integer> count(UUID operator) {
    return sql.first(
        "SELECT count(*)::integer AS number FROM community WHERE custodian_id = $1",
        row -> row.integer("number"),
        operator);
  }

  @Override
  public Uni<Integer> move(UUID from, UUID to) {
    return sql.update("UPDATE community SET custodian_id = $2 WHERE custodian_id = $1", from, to);
  }

  private Uni<Void> requireOpen(UUID custodian) {
    return custodian == null
        ? Uni.createFrom().voidItem()
        : accounts.holdOpen(custodian).invoke(Custodians::requireOpen).replaceWithVoid();
  }

  /** In the order of their ids, so that two assignments wait for each other. */
  private Uni<Void> give(SortedSet<UUID> communities, UUID custodian) {
    return sql.update(
            """
            WITH mine AS (
              SELECT id FROM community WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE community SET custodian_id = $2 FROM mine WHERE community.id = mine.id""",
            communities,
            custodian)
        .invoke(
            rows -> {
              if (rows < communities.size()) {
                throw RequestFailure.notFound("Community");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(UUID operator, SortedSet<UUID> communities, UUID custodian) {
    JsonArray ids = new JsonArray();
    communities.forEach(id -> ids.add(Community.ID.encode(id)));
    return audit.record(
        operator,
        "assignCommunityCustodian",
        custodian == null ? null : CommunityCareApi.OPERATOR.encode(custodian),
        new JsonObject().put("communities", ids));
  }
}
