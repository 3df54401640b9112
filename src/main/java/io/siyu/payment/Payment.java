package io.siyu.payment;

import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment's row as it was read; changes are compare-and-set statements.
 *
 * @param transactionId the gateway's number; null without money
 * @param hotspot as in {@link PaymentRequest}; null for none
 */
record Payment(
    UUID id,
    UUID orderId,
    UUID payer,
    String description,
    Money amount,
    PaymentState state,
    Instant expiresAt,
    String transactionId,
    UUID hotspot) {

  static final String COLUMNS =
      "id, order_id, payer_id, description, amount_fen, state, expires_at, transaction_id, "
          + "hotspot_id";

  static Payment of(SqlRow row) {
    return new Payment(
        row.uuid("id"),
        row.uuid("order_id"),
        row.uuid("payer_id"),
        row.text("description"),
        Money.ofFen(row.number("amount_fen")),
        row.enumeration(PaymentState.class, "state"),
        row.instant("expires_at"),
        row.text("transaction_id"),
        row.uuid("hotspot_id"));
  }
}
