package io.siyu.order;

import io.siyu.payment.PaymentCheck;
import io.siyu.payment.PaymentRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What must hold between orders and their money. */
@ApplicationScoped
public class OrderPaymentChecks implements PaymentCheck {

  private static final String LINES_ADD_UP =
      """
      SELECT bought.id AS order_id,
             format('goods %s, lines %s; discount %s, lines %s; by points %s, lines %s; total %s, lines %s and freight %s',
                    bought.goods_fen, line.goods, bought.discount_fen, line.goods - line.paid,
                    bought.points_discount_fen, line.points, bought.total_fen, line.paid,
                    bought.freight_fen) AS detail
      FROM customer_order bought LEFT JOIN (
        SELECT order_id, sum(unit_price_fen * quantity) AS goods, sum(paid_fen) AS paid,
               sum(points_discount_fen) AS points
        FROM order_line GROUP BY order_id
      ) line ON line.order_id = bought.id
      WHERE (bought.goods_fen, bought.discount_fen, bought.points_discount_fen, bought.total_fen)
            IS DISTINCT FROM
            (line.goods, line.goods - line.paid, line.points, line.paid + bought.freight_fen)""";

  private static final String ORDERS_ARE_REFUNDED_AS_PAID =
      """
      SELECT bought.id AS order_id,
             format('%s of %s, refunded %s, refunds %s, of payment %s', bought.status,
                    bought.total_fen, bought.refunded_fen, coalesce(given.fen, 0),
                    coalesce(payment.refunded_fen, 0)) AS detail
      FROM customer_order bought LEFT JOIN payment ON payment.id = bought.payment_id
      LEFT JOIN (
        SELECT order_id, sum(amount_fen) AS fen FROM order_refund GROUP BY order_id
      ) given ON given.order_id = bought.id
      WHERE bought.refunded_fen <> coalesce(given.fen, 0)
        OR bought.refunded_fen <> coalesce(payment.refunded_fen, 0)""";

  private static final String PAID_ORDERS_HAVE_MONEY =
      """
      SELECT bought.id AS order_id,
             format('%s of %s, payment %s of %s', bought.status, bought.total_fen,
                    coalesce(payment.state, 'missing'), payment.amount_fen) AS detail
      FROM customer_order bought LEFT JOIN payment ON payment.id = bought.payment_id
      WHERE (payment.id IS NULL) <> (bought.total_fen = 0)
        OR payment.amount_fen <> bought.total_fen OR payment.order_id <> bought.id
        OR (bought.status NOT IN ('PENDING_PAYMENT', 'CANCELLED')
            AND payment.state NOT IN ('PAID', 'PAID_LATE'))""";

  private static final String MONEY_HAS_ITS_ORDER =
      """
      SELECT payment.order_id,
             format('payment %s %s, refunded %s of %s, order %s', payment.id, payment.state,
                    payment.refunded_fen, payment.amount_fen, coalesce(bought.status, 'missing'))
               AS detail
      FROM payment LEFT JOIN customer_order bought ON bought.payment_id = payment.id
      WHERE payment.state IN ('PAID', 'PAID_LATE')
        AND (bought.id IS NULL OR bought.status = 'PENDING_PAYMENT'
             OR (bought.status = 'CANCELLED' AND payment.refunded_fen <> payment.amount_fen))""";

  private static final String CANCELLED_ORDERS_TAKE_NO_MONEY =
      """
      SELECT bought.id AS order_id, format('payment %s is open', payment.id) AS detail
      FROM customer_order bought JOIN payment ON payment.id = bought.payment_id
      WHERE bought.status = 'CANCELLED' AND payment.state = 'OPEN'""";

  /** What staff gave back by hand is given back for the member, and refused by the gateway. */
  private static final String REFUNDS_AGREE =
      """
      SELECT coalesce(given.order_id, payment.order_id) AS order_id,
             format('refund %s, %s of the order, %s; %s of the payment, %s',
                    coalesce(given.id, refund.id), given.amount_fen, given.money,
                    refund.amount_fen, refund.state) AS detail
      FROM (SELECT * FROM order_refund WHERE money <> 'NONE') given
      FULL JOIN refund ON refund.id = given.id
      LEFT JOIN payment ON payment.id = refund.payment_id
      LEFT JOIN refund_by_hand by_hand ON by_hand.refund_id = refund.id
      WHERE given.amount_fen IS DISTINCT FROM refund.amount_fen
        OR given.order_id IS DISTINCT FROM payment.order_id
        OR given.money IS DISTINCT FROM
           CASE WHEN by_hand.refund_id IS NULL THEN refund.state ELSE 'SUCCEEDED' END""";

  @Override
  public Map<PaymentRule, String> queries() {
    return Map.of(
        PaymentRule.LINES_ADD_UP, LINES_ADD_UP,
        PaymentRule.ORDERS_ARE_REFUNDED_AS_PAID, ORDERS_ARE_REFUNDED_AS_PAID,
        PaymentRule.PAID_ORDERS_HAVE_MONEY, PAID_ORDERS_HAVE_MONEY,
        PaymentRule.MONEY_HAS_ITS_ORDER, MONEY_HAS_ITS_ORDER,
        PaymentRule.CANCELLED_ORDERS_TAKE_NO_MONEY, CANCELLED_ORDERS_TAKE_NO_MONEY,
        PaymentRule.REFUNDS_AGREE, REFUNDS_AGREE);
  }
}
