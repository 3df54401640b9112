package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.PaymentCrowd.Joined;
import io.siyu.order.OrderCancellation;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever pays for a chain in vain is told once per entry why, and that the money comes back. */
@QuarkusTest
class LatePaymentNoticesTest {

  private static final String TITLE = "CHAIN_PAYMENT_RETURNED 您的接龙没有参加成功 【伦晚脐橙，满5发货】";
  private static final String MONEY_BACK = "，付款原路退回，请留意微信支付的退款通知。";

  @Inject ChainFixture fixture;
  @Inject TeamFixture teams;
  @Inject PaymentCrowd crowd;
  @Inject PausedJobs jobs;
  @Inject ChainManagement management;
  @Inject OrderCancellation cancellation;
  @Inject StatementLog statements;
  @Inject Clock clock;

  /** They tell payments, too, and a batch would be another one. */
  @BeforeEach
  void no_job_runs_beside_the_test() {
    jobs.begin();
  }

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    jobs.end();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_payment_after_the_deadline_is_told_once_however_often_the_gateway_tells_it() {
    Published chain = chain();
    Joined inTime = crowd.joined(chain);
    Joined late = crowd.joined(chain);
    Trade payment = crowd.trade(late, 5);
    crowd.tellEach(List.of(crowd.trade(inTime, 60)));
    moveDeadline(chain, 20);

    crowd.tellEach(List.of(payment, payment));
    fixture.awaitQuiet();
    crowd.tellEach(List.of(payment));
    fixture.awaitQuiet();

    assertThat(messagesOf(late)).isEqualTo(TITLE + "付款到账时接龙已经截止" + MONEY_BACK);
    assertThat(messagesOf(inTime)).isNull();
    assertThat(eventsOf(late)).isEqualTo(1);
    assertThat(eventsOf(inTime)).as("an ordinary payment has nothing to tell").isZero();
  }

  @Test
  void a_payment_in_time_for_a_chain_that_was_called_off_meanwhile_is_told_that() {
    Published chain = chain();
    Joined joined = crowd.joined(chain);
    Joined counted = crowd.joined(chain);
    crowd.tellEach(List.of(crowd.trade(counted, 60)));
    fixture.payWithoutNotice(joined.entry());
    fixture.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));

    fixture.settle();
    fixture.pay(joined.entry());
    fixture.awaitQuiet();

    assertThat(messagesOf(joined)).isEqualTo(TITLE + "接龙已取消" + MONEY_BACK);
    assertThat(eventsOf(counted)).as("told by the end of the chain").isZero();
  }

  @Test
  void money_for_an_entry_that_had_ended_unpaid_is_told_once() {
    Published chain = chain();
    Joined joined = crowd.joined(chain);
    fixture.await(cancellation.cancel(joined.order(), "PAYMENT_TIMEOUT"));
    assertThat(fixture.stateOf(joined.entry())).isEqualTo("EXPIRED");

    crowd.tellEach(List.of(crowd.trade(joined, 5), crowd.trade(joined, 5)));
    fixture.awaitQuiet();

    assertThat(messagesOf(joined)).isEqualTo(TITLE + "付款到账时订单已经超时或取消" + MONEY_BACK);
    assertThat(eventsOf(joined)).isEqualTo(1);
    assertThat(teams.refundedOf(joined.entry())).isEqualTo(ChainFixture.PRICE_FEN);
  }

  @Test
  void and_so_is_money_for_an_entry_of_a_team_buy() {
    Published chain = teams.published(2);
    UUID entry = teams.joined(chain, teams.opened(chain), WhenFull.REFUND);
    Joined joined = crowd.of(entry);
    fixture.await(cancellation.cancel(joined.order(), "PAYMENT_TIMEOUT"));

    crowd.tellEach(List.of(crowd.trade(joined, 5), crowd.trade(joined, 5)));
    fixture.awaitQuiet();

    assertThat(messagesOf(joined))
        .isEqualTo("CHAIN_SEAT_MISSED 您的拼团没有参加成功 【伦晚脐橙，满2发货】付款到账时订单已经超时或取消" + MONEY_BACK);
  }

  @Test
  void two_of_one_batch_that_came_after_an_early_end_are_told_and_the_others_are_not() {
    Published chain = chain();
    List<Joined> joined = crowd.joined(chain, 4);
    List<Trade> trades =
        List.of(
            crowd.trade(joined.get(0), 5),
            crowd.trade(joined.get(1), 60),
            crowd.trade(joined.get(2), 5),
            crowd.trade(joined.get(3), 50));

    crowd
        .tellTogether(crowd.joined(chain), trades, 4, () -> moveDeadline(chain, 20))
        .forEach(PaymentCrowd::answer);
    fixture.awaitQuiet();

    for (int late : new int[] {0, 2}) {
      assertThat(messagesOf(joined.get(late))).isEqualTo(TITLE + "付款到账时接龙已经截止" + MONEY_BACK);
      assertThat(eventsOf(joined.get(late))).isEqualTo(1);
    }
    for (int inTime : new int[] {1, 3}) {
      assertThat(messagesOf(joined.get(inTime))).isNull();
      assertThat(fixture.stateOf(joined.get(inTime).entry())).isEqualTo("PAID");
    }
  }

  @Test
  void two_of_one_batch_whose_orders_were_cancelled_are_told_by_one_statement() {
    Published chain = chain();
    List<Joined> joined = crowd.joined(chain, 3);
    List<Trade> trades = joined.stream().map(one -> crowd.trade(one, 5)).toList();
    long batches = crowd.batches();
    long alone = crowd.alone();
    statements.start();

    crowd
        .tellTogether(
            crowd.joined(chain),
            trades,
            3,
            () -> joined.subList(0, 2).forEach(one -> endUnpaid(chain, one)))
        .forEach(PaymentCrowd::answer);
    List<String> reads = statements.stop("'ENTRY_OVER'");
    fixture.awaitQuiet();

    assertThat(crowd.batches() - batches).isEqualTo(2);
    assertThat(crowd.alone() - alone).isZero();
    assertThat(reads).hasSize(1);
    for (Joined late : joined.subList(0, 2)) {
      assertThat(messagesOf(late)).isEqualTo(TITLE + "付款到账时订单已经超时或取消" + MONEY_BACK);
    }
    assertThat(fixture.stateOf(joined.get(2).entry())).isEqualTo("PAID");
    assertThat(messagesOf(joined.get(2))).isNull();
  }

  private Published chain() {
    return fixture.published(Plan.minimumOrders(5));
  }

  private void moveDeadline(Published chain, int secondsAgo) {
    fixture.execute(
        "UPDATE chain SET deadline = $2 WHERE id = $1",
        chain.id(),
        clock.instant().minusSeconds(secondsAgo));
  }

  /** As its order's timeout does, whose close the payment's notice overtook. */
  private void endUnpaid(Published chain, Joined one) {
    fixture.execute("UPDATE payment SET state = 'CLOSED' WHERE order_id = $1", one.order());
    fixture.execute("UPDATE customer_order SET status = 'CANCELLED' WHERE id = $1", one.order());
    fixture.execute(
        "UPDATE chain_entry SET state = 'EXPIRED', ended_at = now() WHERE id = $1", one.entry());
    fixture.execute("UPDATE chain SET held = held - 1 WHERE id = $1", chain.id());
  }

  private String messagesOf(Joined joined) {
    return fixture.text(
        """
        SELECT string_agg(kind || ' ' || title || ' ' || body, '|') FROM notification
        WHERE member_id = $1""",
        joined.member());
  }

  private long eventsOf(Joined joined) {
    return fixture.number(
        "SELECT count(*) FROM outbox_message WHERE handler = 'event' AND unique_key LIKE $1",
        "%:ChainPaymentMissed:" + joined.entry());
  }
}
