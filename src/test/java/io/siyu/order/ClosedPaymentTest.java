package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.payment.LateNotices;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The member cancels while the prepay is on its way: the gateway hears of the payment afterwards.
 */
@QuarkusTest
class ClosedPaymentTest {

  @Inject OrderFixture fixture;
  @Inject MoneyAtTheGateway money;
  @Inject OrderService orders;
  @Inject LateNotices gateway;

  private UUID sku;
  private UUID id;

  @BeforeEach
  void cancel_while_the_prepay_is_on_its_way() {
    UUID member = fixture.member();
    sku = fixture.sku(5000, 10);
    id = fixture.place(order(member, sku, 1, List.of(), 0));
    await(gateway.begin(id));
    await(orders.cancel(member, id));
    assertThat(fixture.paymentState(id)).isEqualTo("CLOSED");
  }

  @AfterEach
  void money_and_state_agree() {
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.CANCELLED);
    assertThat(fixture.stock(sku)).isEqualTo(10);
    money.assertAccountedFor(id);
    fixture.assertBooksBalance();
  }

  @Test
  void money_that_no_notice_told_of_goes_back() {
    await(gateway.prepayArrives(id));
    await(gateway.payUnnoticed(id));

    askGateway();

    assertThat(fixture.paymentState(id)).isEqualTo("PAID_LATE");
    org.awaitility.Awaitility.await("the money is back")
        .atMost(Duration.ofSeconds(30))
        .until(() -> "SUCCEEDED SUCCEEDED".equals(money.refundState(id)));
  }

  @Test
  void what_can_still_be_paid_is_closed_again() {
    await(gateway.prepayArrives(id));

    askGateway();

    assertThat(trade()).isEqualTo("CLOSED");
    assertThat(isAskedAbout()).isFalse();
  }

  @Test
  void the_gateway_is_asked_until_no_prepay_can_reach_it() {
    askGateway();
    assertThat(isAskedAbout()).as("before its time is over").isTrue();

    await(gateway.prepayArrives(id));
    askGateway();

    assertThat(trade()).isEqualTo("CLOSED");
  }

  @Test
  void what_the_gateway_never_heard_of_is_over_some_time_after_the_last_prepay() {
    expired("9 minutes");
    askGateway();
    assertThat(isAskedAbout()).isTrue();

    expired("11 minutes");
    askGateway();

    assertThat(isAskedAbout()).isFalse();
  }

  private void expired(String ago) {
    fixture.change(
        "UPDATE payment SET expires_at = now() - interval '" + ago + "' WHERE order_id = $1", id);
  }

  private void askGateway() {
    fixture.change("UPDATE payment SET query_at = now() WHERE order_id = $1", id);
    fixture.runJob("payment-reconciliation");
  }

  private String trade() {
    return fixture.text(
        "SELECT state FROM sandbox_trade WHERE out_trade_no ="
            + " (SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1)",
        id);
  }

  private boolean isAskedAbout() {
    return fixture.number(
            "SELECT count(*) FROM payment WHERE order_id = $1 AND query_at IS NOT NULL", id)
        == 1;
  }
}
