package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.PaymentNotices;
import io.siyu.payment.RefundNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** The sandbox's side of an order's money, for tests: what it moved and what it has yet to tell. */
@ApplicationScoped
class MoneyAtTheGateway {

  private static final String NUMBER =
      "(SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)";

  private static final String BALANCE =
      """
      SELECT (
        coalesce((SELECT sum(amount_fen) FROM sandbox_trade
                  WHERE state = 'SUCCESS' AND out_trade_no = %1$s), 0)
        - coalesce((SELECT sum(amount_fen) FROM sandbox_refund
                    WHERE out_trade_no = %1$s
                      AND CASE WHEN settles_at <= now() THEN becomes ELSE state END = 'SUCCESS'), 0)
        - coalesce((SELECT sum(total_fen - refunded_fen) FROM customer_order
                    WHERE id = $1 AND status NOT IN ('PENDING_PAYMENT', 'CANCELLED')), 0)
        - coalesce((SELECT sum(m.taken_fen) FROM payment_mismatch m JOIN payment p ON p.id = m.payment_id
                    WHERE p.order_id = $1 AND m.kind IN ('OTHER_AMOUNT', 'PAID_TWICE')), 0)
      )::bigint"""
          .formatted(NUMBER);

  private final OrderFixture fixture;
  private final PaymentNotices notices;

  MoneyAtTheGateway(OrderFixture fixture, PaymentNotices notices) {
    this.fixture = fixture;
    this.notices = notices;
  }

  /** What was taken and not given back is what the order cost, or waits for an operator. */
  void assertAccountedFor(UUID order) {
    assertThat(fixture.number(BALANCE, order))
        .as("money of %s that nobody accounts for", order)
        .isZero();
  }

  /** The time of every notice has come, and of what refunds wait for. */
  void tellEverything(UUID order) {
    fixture.change(
        "UPDATE sandbox_refund SET settles_at = now() - interval '1 second' WHERE out_trade_no = "
            + NUMBER
            + " AND settles_at IS NOT NULL",
        order);
    fixture.change(
        "UPDATE sandbox_notice SET due_at = now() - interval '1 second' WHERE delivered_at IS NULL"
            + " AND out_trade_no = "
            + NUMBER,
        order);
    org.awaitility.Awaitility.await("everything is told")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              fixture.runJob("sandbox-notices");
              return untold(order) == 0;
            });
  }

  long untold(UUID order) {
    return fixture.number(
        "SELECT count(*) FROM sandbox_notice WHERE delivered_at IS NULL AND out_trade_no = "
            + NUMBER,
        order);
  }

  long told(UUID order) {
    return fixture.number(
        "SELECT count(*) FROM sandbox_notice WHERE delivered_at IS NOT NULL AND out_trade_no = "
            + NUMBER,
        order);
  }

  /** Tells of the order's only refund, whatever the gateway holds. */
  void tellOfRefund(UUID order, RefundAnswer answer, long fen) {
    UUID refund = UUID.fromString(refund(order));
    await(notices.refunded(notice(number(refund), order, answer, fen)));
  }

  /** Tells of a refund that is none of ours. */
  void tellOfForeignRefund(UUID order, long fen) {
    await(notices.refunded(notice("foreign-" + order, order, RefundAnswer.SUCCESS, fen)));
  }

  String refund(UUID order) {
    return fixture.text(
        "SELECT r.id::text FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.order_id = $1",
        order);
  }

  String refundState(UUID order) {
    return fixture.text(
        "SELECT r.state || ' ' || o.money FROM refund r JOIN order_refund o ON o.id = r.id"
            + " WHERE o.order_id = $1",
        order);
  }

  /** {@code KIND fen} of each mismatch. */
  String mismatches(UUID order) {
    return fixture.text(
        """
        SELECT coalesce(string_agg(kind || ' ' || fen, ', ' ORDER BY kind), '') FROM (
          SELECT kind, taken_fen AS fen FROM payment_mismatch
          WHERE payment_id = (SELECT payment_id FROM customer_order WHERE id = $1)
          UNION ALL
          SELECT kind, returned_fen FROM refund_mismatch
          WHERE trade_number = (SELECT replace(payment_id::text, '-', '') FROM customer_order
                                WHERE id = $1)) m""",
        order);
  }

  void answerRefunds(UUID order, RefundAnswer answer) {
    fixture.change(
        "UPDATE sandbox_trade SET refund_answer = $2 WHERE out_trade_no = " + NUMBER,
        order,
        answer.name());
  }

  private RefundNotice notice(String number, UUID order, RefundAnswer answer, long fen) {
    return new RefundNotice(
        number, number(fixture.payment(order)), io.siyu.kernel.Money.ofFen(fen), answer);
  }

  private static String number(UUID id) {
    return id.toString().replace("-", "");
  }
}
