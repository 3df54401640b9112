package io.siyu.order;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What staff wrote down about a payer whose money fitted nothing or did not go back. */
@ApplicationScoped
class PaymentNotesData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object('at', noted.at, 'note', noted.note) AS item
      FROM (
        SELECT m.settled_at AS at, m.note FROM payment_mismatch m
        JOIN payment p ON p.id = m.payment_id WHERE p.payer_id = $1 AND m.note IS NOT NULL
        UNION ALL
        SELECT m.settled_at, m.note FROM refund_mismatch m JOIN refund r ON r.id = m.refund_id
        JOIN payment p ON p.id = r.payment_id WHERE p.payer_id = $1 AND m.note IS NOT NULL
        UNION ALL
        SELECT h.settled_at, h.note FROM refund_by_hand h JOIN refund r ON r.id = h.refund_id
        JOIN payment p ON p.id = r.payment_id WHERE p.payer_id = $1 AND h.note IS NOT NULL
      ) noted ORDER BY noted.at DESC LIMIT $2""";

  private static final String OF_REFUNDS =
      """
      WHERE refund_id IN (
        SELECT r.id FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.payer_id = $1)""";

  private final PersonalRows rows;
  private final Sql sql;

  PaymentNotesData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "paymentNotes";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(
            """
            UPDATE payment_mismatch SET note = NULL
            WHERE payment_id IN (SELECT id FROM payment WHERE payer_id = $1)""",
            member)
        .chain(() -> sql.update("UPDATE refund_mismatch SET note = NULL " + OF_REFUNDS, member))
        .chain(() -> sql.update("UPDATE refund_by_hand SET note = NULL " + OF_REFUNDS, member))
        .replaceWithVoid();
  }
}
