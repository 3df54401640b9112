package io.siyu.order;

/** What must hold between orders, their lines, payments and refunds. */
final class OrderBooks {

  /** How many of them do not agree. */
  static final String DISAGREEING =
      """
      SELECT
        (SELECT count(*) FROM customer_order o JOIN LATERAL (
           SELECT sum(unit_price_fen * quantity) AS goods, sum(paid_fen) AS paid,
                  sum(points_discount_fen) AS points, sum(refunded_fen) AS refunded,
                  sum(quantity - refunded_quantity) AS units
           FROM order_line WHERE order_id = o.id) l ON true
         WHERE l.goods <> o.goods_fen OR l.points <> o.points_discount_fen
           OR l.paid + o.freight_fen <> o.total_fen
           OR (o.status = 'REFUNDED' AND (l.refunded <> l.paid OR l.units > 0))
           OR (o.status IN ('PAID', 'READY_FOR_PICKUP', 'SHIPPED', 'COMPLETED') AND l.units = 0))
      + (SELECT count(*) FROM order_line l JOIN (
           SELECT line_id, sum(amount_fen) AS fen, sum(quantity) AS units, sum(points) AS points
           FROM order_refund_line GROUP BY line_id) r ON r.line_id = l.id
         WHERE (r.fen, r.units, r.points) <> (l.refunded_fen, l.refunded_quantity, l.points_back))
      + (SELECT count(*) FROM order_refund f JOIN (
           SELECT refund_id, sum(amount_fen) AS fen FROM order_refund_line GROUP BY refund_id
         ) r ON r.refund_id = f.id
         WHERE r.fen > f.amount_fen)
      + (SELECT count(*) FROM customer_order o
         WHERE o.refunded_fen <>
           (SELECT coalesce(sum(amount_fen), 0) FROM order_refund WHERE order_id = o.id))
      + (SELECT count(*) FROM payment p JOIN customer_order o ON o.payment_id = p.id
         WHERE p.amount_fen <> o.total_fen OR p.refunded_fen <> o.refunded_fen
           OR p.refunded_fen <>
             (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE payment_id = p.id)
           OR (o.status IN ('PAID', 'READY_FOR_PICKUP', 'SHIPPED', 'COMPLETED', 'REFUNDED')
               AND p.state NOT IN ('PAID', 'PAID_LATE'))
           OR (o.status = 'CANCELLED' AND p.state = 'PAID_LATE' AND p.refunded_fen <> p.amount_fen)
           OR (o.status = 'CANCELLED' AND p.state NOT IN ('CLOSED', 'PAID_LATE')))""";

  private OrderBooks() {}
}
