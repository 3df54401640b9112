package io.siyu.order;

import io.siyu.kernel.Money;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Writes a new order and its lines. */
@ApplicationScoped
class OrderPlacement {

  private final Sql sql;

  OrderPlacement(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param paymentId null when there is nothing to pay
   */
  Uni<Void> insert(
      UUID id, NewOrder order, Basket basket, UUID paymentId, Instant payBy, Instant now) {
    Uni<Void> all = insertOrder(id, order, basket, paymentId, payBy, now);
    for (int i = 0; i < basket.lines().size(); i++) {
      int position = i;
      all = all.chain(() -> insertLine(id, position, basket.lines().get(position)));
    }
    return all;
  }

  private Uni<Void> insertOrder(
      UUID id, NewOrder order, Basket basket, UUID paymentId, Instant payBy, Instant now) {
    DeliveryChoice delivery = order.delivery();
    return sql.update(
            """
            WITH placed AS (
              INSERT INTO customer_order
                (id, member_id, source, source_id, status, goods_fen, discount_fen, points_used,
                 points_discount_fen, freight_fen, total_fen, holds_stock, payment_id, pay_by,
                 delivery_kind, store_id, recipient_name, phone, address, created_at)
              VALUES ($1, $2, $3, $4, 'PENDING_PAYMENT', $5, $6, $7, $8, $9, $10, $11, $12, $13,
                      $14, $15, $16, $17, $18, $19)
              RETURNING id)
            INSERT INTO order_transition (order_id, to_status, cause, at)
            SELECT id, 'PENDING_PAYMENT', 'PLACED', $19::timestamptz FROM placed""",
            id,
            order.member(),
            order.source(),
            order.sourceId(),
            basket.goods().fen(),
            basket.discount().fen(),
            basket.pointsUsed(),
            basket.amount(PricingPhase.POINTS).fen(),
            basket.freightToPay().fen(),
            basket.total().fen(),
            !order.stockReserved(),
            paymentId,
            payBy,
            delivery.kind(),
            delivery.storeId(),
            delivery.recipientName(),
            delivery.phone(),
            delivery.address(),
            now)
        .replaceWithVoid();
  }

  private Uni<Void> insertLine(UUID orderId, int position, BasketLine line) {
    Money paid = line.remaining();
    return sql.update(
            """
            INSERT INTO order_line
              (id, order_id, position, sku_id, product_id, product_name, sku_name, image_url,
               quantity, unit_price_fen, member_discount_fen, bundle_discount_fen,
               campaign_discount_fen, coupon_discount_fen, points_discount_fen, paid_fen)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
            Ids.next(),
            orderId,
            position,
            line.sku().skuId(),
            line.sku().productId(),
            line.sku().productName(),
            line.sku().skuName(),
            line.sku().imageUrl(),
            line.quantity(),
            line.unitPrice().fen(),
            line.discount(PricingPhase.MEMBER_PRICE).fen(),
            line.discount(PricingPhase.BUNDLE).fen(),
            line.discount(PricingPhase.CAMPAIGN).fen(),
            line.discount(PricingPhase.GOODS_COUPON).fen(),
            line.discount(PricingPhase.POINTS).fen(),
            paid.fen())
        .replaceWithVoid();
  }
}
