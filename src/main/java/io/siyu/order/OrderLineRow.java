package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/** A line's row as it was read. */
record OrderLineRow(
    UUID id,
    UUID orderId,
    UUID skuId,
    UUID productId,
    String productName,
    String skuName,
    String imageUrl,
    int quantity,
    Money unitPrice,
    Money memberDiscount,
    Money bundleDiscount,
    Money campaignDiscount,
    Money couponDiscount,
    Money pointsDiscount,
    Money paid,
    Money refunded,
    int refundedQuantity,
    long pointsBack) {

  static final String COLUMNS =
      "id, order_id, sku_id, product_id, product_name, sku_name, image_url, quantity, "
          + "unit_price_fen, member_discount_fen, bundle_discount_fen, campaign_discount_fen, "
          + "coupon_discount_fen, points_discount_fen, paid_fen, refunded_fen, refunded_quantity, points_back";

  static OrderLineRow of(SqlRow row) {
    return new OrderLineRow(
        row.uuid("id"),
        row.uuid("order_id"),
        row.uuid("sku_id"),
        row.uuid("product_id"),
        row.text("product_name"),
        row.text("sku_name"),
        row.text("image_url"),
        row.integer("quantity"),
        Money.ofFen(row.number("unit_price_fen")),
        Money.ofFen(row.number("member_discount_fen")),
        Money.ofFen(row.number("bundle_discount_fen")),
        Money.ofFen(row.number("campaign_discount_fen")),
        Money.ofFen(row.number("coupon_discount_fen")),
        Money.ofFen(row.number("points_discount_fen")),
        Money.ofFen(row.number("paid_fen")),
        Money.ofFen(row.number("refunded_fen")),
        row.integer("refunded_quantity"),
        row.number("points_back"));
  }

  /** What can still be given back for it. */
  Money left() {
    return paid.minus(refunded);
  }

  int unitsLeft() {
    return quantity - refundedQuantity;
  }

  /** Points that paid for it, one for each fen, and did not come back yet. */
  long pointsLeft() {
    return pointsDiscount.fen() - pointsBack;
  }
}
