package io.siyu.member.care;

import io.quarkus.arc.All;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.security.OperatorDeparture;
import io.siyu.platform.security.OperatorDeparture.Prospect;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Moves everything that a leaving colleague looks after, and closes the account in the same
 * transaction: whatever is handed over at this moment comes along, or is refused.
 */
@ApplicationScoped
class CustodyTransfer {

  static final IdType OPERATOR = IdType.of("operator");

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final OperatorDeparture departure;
  private final List<Custody> custodies;
  private final Audit audit;
  private final CrashPoints crashPoints;
  private final Clock clock;

  CustodyTransfer(
      Database database,
      Sql sql,
      Idempotency idempotency,
      OperatorDeparture departure,
      @All List<Custody> custodies,
      Audit audit,
      CrashPoints crashPoints,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.departure = departure;
    this.custodies = custodies.stream().sorted(Comparator.comparing(Custody::kind)).toList();
    this.audit = audit;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /**
   * @param by an ADMIN
   * @return how many of each kind were moved; the same for the same key
   * @throws RequestFailure NOT_FOUND when there never was such a colleague
   * @throws Refusal ALREADY_LEFT, OPERATOR_UNAVAILABLE (the successor), LAST_ADMIN or
   *     IDEMPOTENCY_KEY_REUSED
   */
  Uni<List<CustodyCount>> transfer(UUID by, UUID from, UUID to, String idempotencyKey) {
    UUID id = Ids.next();
    return idempotency
        .once(
            by,
            "transferCustody",
            idempotencyKey,
            Fingerprint.of(from, to),
            () ->
                departure
                    .prospect(from, to)
                    .invoke(CustodyTransfer::requirePossible)
                    .chain(() -> moveAll(from, to))
                    .chain(moved -> record(id, by, from, to, moved))
                    .chain(() -> departure.close(from))
                    .invoke(() -> crashPoints.reach("custody.beforeCommit"))
                    .replaceWith(id))
        .chain(this::moved);
  }

  /**
   * What somebody looks after: what a transfer would move.
   *
   * @throws RequestFailure NOT_FOUND when there never was such a colleague
   */
  Uni<List<CustodyCount>> of(UUID operator) {
    return database.read(
        () -> {
          Uni<List<CustodyCount>> all =
              sql.first(
                      "SELECT id FROM operator_account WHERE id = $1",
                      row -> row.uuid("id"),
                      operator)
                  .onItem()
                  .ifNull()
                  .failWith(() -> RequestFailure.notFound("Operator"))
                  .map(known -> new ArrayList<>());
          for (Custody custody : custodies) {
            all =
                all.call(
                    counts ->
                        custody
                            .count(operator)
                            .invoke(count -> counts.add(new CustodyCount(custody.kind(), count))));
          }
          return all;
        });
  }

  private Uni<JsonObject> moveAll(UUID from, UUID to) {
    Uni<JsonObject> all = Uni.createFrom().item(new JsonObject());
    for (Custody custody : custodies) {
      all =
          all.call(
              moved ->
                  custody.move(from, to).invoke(count -> moved.put(custody.kind().name(), count)));
    }
    return all;
  }

  private Uni<Void> record(UUID id, UUID by, UUID from, UUID to, JsonObject moved) {
    return sql.update(
            """
            INSERT INTO custody_transfer (id, from_operator_id, to_operator_id, by_operator_id,
                                          moved, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)""",
            id,
            from,
            to,
            by,
            moved,
            clock.instant())
        .chain(
            () ->
                audit.record(
                    by,
                    "transferCustody",
                    OPERATOR.encode(from),
                    new JsonObject().put("to", OPERATOR.encode(to)).put("moved", moved)));
  }

  private Uni<List<CustodyCount>> moved(UUID transfer) {
    return database.read(
        () ->
            sql.first(
                "SELECT moved FROM custody_transfer WHERE id = $1",
                row -> counts(row.json("moved")),
                transfer));
  }

  private static List<CustodyCount> counts(JsonObject moved) {
    List<CustodyCount> counts = new ArrayList<>();
    for (CustodyKind kind : CustodyKind.values()) {
      if (moved.containsKey(kind.name())) {
        counts.add(new CustodyCount(kind, moved.getInteger(kind.name())));
      }
    }
    return counts;
  }

  private static void requirePossible(Prospect prospect) {
    if (!prospect.known()) {
      throw RequestFailure.notFound("Operator");
    }
    if (!prospect.open()) {
      throw Refusal.of(
          StaffCareErrorCode.ALREADY_LEFT,
          "This colleague has left before.",
          "input",
          "fromOperatorId");
    }
    if (!prospect.succeeded()) {
      throw Refusal.of(
          StaffCareErrorCode.OPERATOR_UNAVAILABLE,
          "There is no such colleague to take over.",
          "input",
          "toOperatorId");
    }
    if (!prospect.administered()) {
      throw Refusal.of(
          StaffCareErrorCode.LAST_ADMIN,
          "Nobody would be left who can administer. Make another ADMIN first.",
          "input",
          "fromOperatorId");
    }
  }
}
