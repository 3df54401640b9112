package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.security.OperatorAccounts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/** Who looks after which member (专属客服). */
@ApplicationScoped
public class Custodians implements Custody {

  static final IdType MEMBER = IdType.of("member");

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final OperatorAccounts accounts;
  private final Audit audit;
  private final Clock clock;

  Custodians(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      OperatorAccounts accounts,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Gives members to a custodian, all or none of them.
   *
   * @param custodian null = to nobody
   * @return how many members
   * @throws RequestFailure NOT_FOUND when a member does not exist, or no more
   * @throws Refusal OPERATOR_UNAVAILABLE or IDEMPOTENCY_KEY_REUSED
   */
  Uni<Integer> assign(
      UUID operator, SortedSet<UUID> assigned, UUID custodian, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "assignCustodian",
            idempotencyKey,
            Fingerprint.of(assigned, custodian),
            () ->
                members
                    .lockAll(assigned)
                    .chain(() -> custodian == null ? release(assigned) : give(assigned, custodian))
                    .chain(() -> record(operator, assigned, custodian))
                    .replaceWith(Ids.next()))
        .replaceWith(assigned.size());
  }

  /** Of several members; those without one are missing. */
  Uni<Map<UUID, Custodian>> of(Collection<UUID> of) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT custody.member_id, account.id, account.name, custody.since
                    FROM member_custody custody
                    JOIN operator_account account ON account.id = custody.operator_id
                    WHERE custody.member_id = ANY($1)""",
                    row ->
                        Map.entry(
                            row.uuid("member_id"),
                            new Custodian(
                                CustodyTransfer.OPERATOR.encode(row.uuid("id")),
                                row.text("name"),
                                row.instant("since"))),
                    Set.copyOf(of)))
        .map(
            found -> {
              Map<UUID, Custodian> byMember = new HashMap<>();
              found.forEach(entry -> byMember.put(entry.getKey(), entry.getValue()));
              return byMember;
            });
  }

  @Override
  public CustodyKind kind() {
    return CustodyKind.MEMBERS;
  }

  @Override
  public Uni<Integer> count(UUID operator) {
    return sql.first(
        "SELECT count(*)::integer AS number FROM member_custody WHERE operator_id = $1",
        row -> row.integer("number"),
        operator);
  }

  @Override
  public Uni<Integer> move(UUID from, UUID to) {
    return sql.update(
        "UPDATE member_custody SET operator_id = $2, since = $3 WHERE operator_id = $1",
        from,
        to,
        clock.instant());
  }

  private Uni<Void> give(SortedSet<UUID> assigned, UUID custodian) {
    return accounts
        .holdOpen(custodian)
        .invoke(Custodians::requireOpen)
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO member_custody (member_id, operator_id, since)
                    SELECT member_id, $2, $3 FROM unnest($1::uuid[]) AS it (member_id)
                    ON CONFLICT (member_id) DO UPDATE
                    SET operator_id = excluded.operator_id, since = excluded.since""",
                    assigned,
                    custodian,
                    clock.instant()))
        .replaceWithVoid();
  }

  /** Whether something may be given to an operator. */
  public static void requireOpen(boolean open) {
    if (!open) {
      throw Refusal.of(
          StaffCareErrorCode.OPERATOR_UNAVAILABLE,
          "There is no such colleague, or no more.",
          "input",
          "operatorId");
    }
  }

  private Uni<Void> release(SortedSet<UUID> assigned) {
    return sql.update("DELETE FROM member_custody WHERE member_id = ANY($1)", assigned)
        .replaceWithVoid();
  }

  private Uni<Void> record(UUID operator, SortedSet<UUID> assigned, UUID custodian) {
    JsonArray ids = new JsonArray();
    assigned.forEach(id -> ids.add(MEMBER.encode(id)));
    return audit.record(
        operator,
        "assignCustodian",
        custodian == null ? null : CustodyTransfer.OPERATOR.encode(custodian),
        new JsonObject().put("members", ids));
  }
}
