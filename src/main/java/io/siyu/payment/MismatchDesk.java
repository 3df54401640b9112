package io.siyu.payment;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Where operators see to money that fits none of our payments and refunds. */
@ApplicationScoped
class MismatchDesk {

  private static final List<String> SETTLE =
      Stream.of("payment_mismatch", "refund_mismatch")
          .map(
              table ->
                  """
                  UPDATE %s SET outcome = $2, note = $3, settled_by = $4, settled_at = $5
                  WHERE id = $1 AND settled_at IS NULL"""
                      .formatted(table))
          .toList();

  private final Database database;
  private final Sql sql;
  private final Audit audit;
  private final Clock clock;

  MismatchDesk(Database database, Sql sql, Audit audit, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Notes what was done. Saying the same again changes nothing, whoever says it.
   *
   * @throws Refusal ALREADY_SETTLED when something else was said before
   */
  Uni<PaymentMismatchView> settle(UUID operator, SettlePaymentMismatchInput input) {
    UUID id = PaymentMismatchView.ID.decode(input.mismatchId(), "input", "mismatchId");
    String note = Text.required(input.note(), 500, "input", "note");
    return database.transaction(
        () ->
            settle(SETTLE.get(0), id, operator, input.outcome(), note)
                .chain(
                    changed ->
                        changed == 1
                            ? Uni.createFrom().item(1)
                            : settle(SETTLE.get(1), id, operator, input.outcome(), note))
                .call(
                    changed -> changed == 1 ? record(operator, input) : Uni.createFrom().voidItem())
                .chain(() -> find(id))
                .invoke(mismatch -> refuseUnlessSettled(mismatch, input.outcome(), note)));
  }

  private Uni<Integer> settle(
      String statement, UUID id, UUID operator, MismatchOutcome outcome, String note) {
    return sql.update(statement, id, outcome, note, operator, clock.instant());
  }

  private Uni<PaymentMismatchView> find(UUID id) {
    return sql.first(PaymentMismatchList.MISMATCHES + "WHERE id = $1", PaymentMismatchView::of, id);
  }

  /** The note stays with the mismatch, where it can be erased. */
  private Uni<Void> record(UUID operator, SettlePaymentMismatchInput input) {
    return audit.record(
        operator,
        "settlePaymentMismatch",
        input.mismatchId(),
        new JsonObject().put("outcome", input.outcome().name()));
  }

  private static void refuseUnlessSettled(
      PaymentMismatchView mismatch, MismatchOutcome outcome, String note) {
    if (mismatch == null) {
      throw RequestFailure.notFound("Mismatch");
    }
    if (mismatch.outcome() != outcome || !note.equals(mismatch.note())) {
      throw Refusal.of(
          PaymentDeskErrorCode.ALREADY_SETTLED,
          "This was settled before, in another way.",
          "input",
          "mismatchId");
    }
  }
}
