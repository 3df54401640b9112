package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;

/** What must hold between orders and money, each with the query that finds where it does not. */
@Description("What must hold between orders, payments and refunds.")
public enum PaymentRule {
  @Description("What was refunded of a payment is the sum of its refunds, and never passes it.")
  REFUNDS_ADD_UP(
      """
      SELECT payment.order_id,
             format('payment %s %s of %s, refunded %s, refunds %s', payment.id, payment.state,
                    payment.amount_fen, payment.refunded_fen, coalesce(refund.fen, 0)) AS detail
      FROM payment LEFT JOIN (
        SELECT payment_id, sum(amount_fen) AS fen FROM refund GROUP BY payment_id
      ) refund ON refund.payment_id = payment.id
      WHERE payment.refunded_fen <> coalesce(refund.fen, 0)
        OR coalesce(refund.fen, 0) > payment.amount_fen"""),

  @Description("A payment stands where its log of states ends.")
  PAYMENTS_FOLLOW_THEIR_LOG(
      """
      SELECT payment.order_id,
             format('payment %s is %s, its log ends with %s', payment.id, payment.state,
                    coalesce(latest.to_state, 'nothing')) AS detail
      FROM payment LEFT JOIN LATERAL (
        SELECT to_state FROM payment_transition
        WHERE payment_id = payment.id ORDER BY id DESC LIMIT 1
      ) latest ON true
      WHERE payment.state IS DISTINCT FROM latest.to_state"""),

  @Description("The lines of an order add up to its totals, and their discounts to its discount.")
  LINES_ADD_UP(null),

  @Description("What was refunded of an order is the sum of its refunds and that of its payment.")
  ORDERS_ARE_REFUNDED_AS_PAID(null),

  @Description("A paid order has its money: a payment of its total that was paid.")
  PAID_ORDERS_HAVE_MONEY(null),

  @Description(
      "Money has its order: a payment that was paid is a paid order, or is refunded whole.")
  MONEY_HAS_ITS_ORDER(null),

  @Description("A cancelled order has no payment that is still open.")
  CANCELLED_ORDERS_TAKE_NO_MONEY(null),

  @Description("A refund of an order and that of its payment are of one amount and one state.")
  REFUNDS_AGREE(null);

  /** Null where a {@link PaymentCheck} of another feature knows it. */
  private final String query;

  PaymentRule(String query) {
    this.query = query;
  }

  /**
   * For operators by hand as well: answers {@code order_id} and {@code detail} of each violation.
   *
   * @return null where a {@link PaymentCheck} of another feature knows it
   */
  public String query() {
    return query;
  }
}
