package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/** An order's row as it was read; changes are compare-and-set statements. */
record OrderRow(
    UUID id,
    UUID member,
    OrderSource source,
    UUID sourceId,
    OrderStatus status,
    Money goods,
    Money discount,
    long pointsUsed,
    Money pointsDiscount,
    Money freight,
    Money total,
    Money refunded,
    boolean holdsStock,
    UUID paymentId,
    Instant payBy,
    DeliveryChoice delivery,
    String carrier,
    String trackingNumber,
    Instant createdAt,
    Instant paidAt) {

  static final String COLUMNS =
      "id, member_id, source, source_id, status, goods_fen, discount_fen, points_used, "
          + "points_discount_fen, freight_fen, total_fen, refunded_fen, holds_stock, payment_id, "
          + "pay_by, delivery_kind, store_id, recipient_name, phone, address, carrier, "
          + "tracking_number, created_at, paid_at";

  static OrderRow of(SqlRow row) {
    return new OrderRow(
        row.uuid("id"),
        row.uuid("member_id"),
        row.enumeration(OrderSource.class, "source"),
        row.uuid("source_id"),
        row.enumeration(OrderStatus.class, "status"),
        Money.ofFen(row.number("goods_fen")),
        Money.ofFen(row.number("discount_fen")),
        row.number("points_used"),
        Money.ofFen(row.number("points_discount_fen")),
        Money.ofFen(row.number("freight_fen")),
        Money.ofFen(row.number("total_fen")),
        Money.ofFen(row.number("refunded_fen")),
        row.bool("holds_stock"),
        row.uuid("payment_id"),
        row.instant("pay_by"),
        delivery(row),
        row.text("carrier"),
        row.text("tracking_number"),
        row.instant("created_at"),
        row.instant("paid_at"));
  }

  private static DeliveryChoice delivery(SqlRow row) {
    return new DeliveryChoice(
        row.enumeration(DeliveryKind.class, "delivery_kind"),
        row.uuid("store_id"),
        row.text("recipient_name"),
        row.text("phone"),
        row.text("address"));
  }
}
