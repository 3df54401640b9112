package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCheckout;
import io.siyu.order.OrderView;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is charged for an entry of a chain that is closed, only to get the money back. */
@QuarkusTest
class ClosedChainPaymentTest extends ChainApiScenario {

  private static final String CLOSED = "CHAIN_CLOSED";

  @Inject ChainClosing closing;
  @Inject ChainManagement management;
  @Inject TeamFixture teams;
  @Inject OrderCheckout checkout;
  @Inject PausedJobs jobs;

  /** Chains are closed here long before the job would ask the gateway about their entries. */
  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_chain_that_is_over_takes_no_payment_and_asks_the_gateway_for_none() {
    List<Consumer<Published>> ends =
        List.of(
            this::close,
            fixture::passDeadline,
            chain ->
                fixture.await(
                    management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key())));
    for (Consumer<Published> end : ends) {
      Published chain = fixture.published(Plan.minimumOrders(2));
      UUID member = fixture.member("小满");
      UUID entry = fixture.await(fixture.join(member, chain, 1));
      end.accept(chain);
      String before = fixture.fingerprint(chain);

      Answer answer = pay(member, entry);

      assertThat(answer.userErrorCodes("payOrder")).containsExactly(CLOSED);
      assertThat(answer.array("payOrder.userErrors.0.field").getList())
          .isEqualTo(List.of("input", "orderId"));
      assertThat(answer.at("payOrder.payment")).isNull();
      assertThat(tradesOf(chain, "true")).isZero();
      assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    }
  }

  @Test
  void joining_once_more_with_the_key_of_an_entry_that_is_too_late_to_pay_says_so() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    GraphQLClient member = asMember(fixture.member("小满"));
    Map<String, Object> input = joinInput(chain, 1, null);
    Answer joined = member.run("joinChain", input).expectSuccess("joinChain");
    assertThat(joined.at("joinChain.payment")).isNotNull();
    assertThat(member.run("joinChain", input).expectSuccess("joinChain").at("joinChain.payment"))
        .isNotNull();
    close(chain);
    String before = fixture.fingerprint(chain);

    Answer again = member.run("joinChain", input);

    assertThat(again.userErrorCodes("joinChain")).containsExactly(CLOSED);
    assertThat(again.text("joinChain.entry.id")).isEqualTo(joined.text("joinChain.entry.id"));
    assertThat(again.text("joinChain.order.id")).isEqualTo(joined.text("joinChain.order.id"));
    assertThat(again.at("joinChain.payment")).isNull();
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void so_does_joining_a_team_once_more() {
    Published chain = teams.published(2);
    GraphQLClient member = asMember(fixture.member("小满"));
    Map<String, Object> input = new HashMap<>(joinInput(chain, 1, null));
    Answer joined = member.run("joinTeam", input).expectSuccess("joinTeam");
    assertThat(joined.at("joinTeam.payment")).isNotNull();
    close(chain);

    Answer again = member.run("joinTeam", input);

    assertThat(again.userErrorCodes("joinTeam")).containsExactly(CLOSED);
    assertThat(again.text("joinTeam.entry.id")).isEqualTo(joined.text("joinTeam.entry.id"));
    assertThat(again.at("joinTeam.payment")).isNull();
  }

  @Test
  void payments_that_were_prepared_before_an_early_close_are_closed_at_the_gateway() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    pay(member, entry).expectSuccess("payOrder");
    assertThat(tradesOf(chain, "t.state = 'NOTPAY' AND t.expires_at > c.deadline"))
        .as("no prepay ends after the deadline")
        .isZero();

    close(chain);
    fixture.settle();

    assertThat(tradesOf(chain, "t.state = 'NOTPAY'")).isZero();
    assertThatThrownBy(() -> fixture.pay(entry)).isInstanceOf(Refusal.class);
    assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
                WHERE o.source_id = $1""",
                chain.id()))
        .isZero();
  }

  @Test
  void a_chain_that_closes_while_the_gateway_prepares_a_payment_hands_it_out_to_nobody() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    String trade = closeWhenPrepared(chain, entry);
    try {
      assertThat(pay(member, entry).userErrorCodes("payOrder")).containsExactly(CLOSED);
      assertThat(tradesOf(chain, "t.state = 'NOTPAY'")).isEqualTo(1);
    } finally {
      fixture.execute("DROP TRIGGER close_" + trade + " ON sandbox_trade");
      fixture.execute("DROP FUNCTION close_" + trade);
    }

    fixture.settle();

    assertThat(tradesOf(chain, "t.state = 'NOTPAY'")).isZero();
    assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
  }

  @Test
  void whoever_pays_while_the_chain_closes_is_refused_or_can_pay_nothing_afterwards() {
    for (int round = 0; round < 6; round++) {
      Published chain = fixture.published(Plan.minimumOrders(1));
      fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
      List<UUID> entries = new ArrayList<>();
      List<Uni<Void>> all = new ArrayList<>();
      for (UUID member : fixture.members(5)) {
        UUID entry = fixture.await(fixture.join(member, chain, 1));
        entries.add(entry);
        all.add(
            checkout
                .prepay(member, fixture.orderOf(entry))
                .replaceWithVoid()
                .onFailure(failure -> failure instanceof Refusal r && r.code().equals(CLOSED))
                .recoverWithNull());
      }
      all.add(
          2,
          closing
              .closeAsOperator(chain.operator(), chain.id(), false, ChainFixture.key())
              .replaceWithVoid());

      fixture.await(Uni.join().all(all).andFailFast());
      fixture.settle();

      assertThat(tradesOf(chain, "t.state = 'NOTPAY'")).isZero();
      assertThat(tradesOf(chain, "t.state = 'SUCCESS'")).isEqualTo(1);
      assertThat(entries).allMatch(entry -> fixture.stateOf(entry).equals("EXPIRED"));
    }
  }

  private Answer pay(UUID member, UUID entry) {
    return asMember(member)
        .run("payOrder", Map.of("orderId", OrderView.ID.encode(fixture.orderOf(entry))));
  }

  private void close(Published chain) {
    fixture.await(closing.closeAsOperator(chain.operator(), chain.id(), true, ChainFixture.key()));
  }

  /** Trades at the gateway of the chain {@code c}. */
  private long tradesOf(Published chain, String condition) {
    return fixture.number(
        """
        SELECT count(*) FROM chain c JOIN customer_order o ON o.source_id = c.id
        JOIN sandbox_trade t ON t.out_trade_no = replace(o.payment_id::text, '-', '')
        WHERE c.id = $1 AND\s"""
            + condition,
        chain.id());
  }

  /**
   * The instant at which the gateway hears of the payment is the one at which the chain closes.
   *
   * @return the trade's number
   */
  private String closeWhenPrepared(Published chain, UUID entry) {
    String trade =
        fixture.text(
            "SELECT replace(payment_id::text, '-', '') FROM customer_order WHERE id = $1",
            fixture.orderOf(entry));
    fixture.execute(
        """
        CREATE FUNCTION close_%s() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE chain SET state = 'CLOSED', closed_at = now(), planned_deadline = deadline,
            deadline = now() WHERE id = '%s';
          RETURN NULL;
        END $$"""
            .formatted(trade, chain.id()));
    fixture.execute(
        """
        CREATE TRIGGER close_%s AFTER INSERT ON sandbox_trade FOR EACH ROW
        WHEN (NEW.out_trade_no = '%s') EXECUTE FUNCTION close_%s()"""
            .formatted(trade, trade, trade));
    return trade;
  }
}
