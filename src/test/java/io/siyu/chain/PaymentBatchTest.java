package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.PaymentCrowd.Held;
import io.siyu.chain.PaymentCrowd.Joined;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments of one chain that wait for one another and so share a transaction. */
@QuarkusTest
class PaymentBatchTest {

  private static final int MANY = 12;

  @Inject ChainFixture fixture;
  @Inject PaymentCrowd crowd;
  @Inject PausedJobs jobs;
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
  void payments_that_wait_share_a_transaction_and_are_numbered_by_the_gateways_time() {
    Published chain = fixture.published(Plan.minimumOrders(MANY));
    List<Joined> joined = crowd.joined(chain, MANY);
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      trades.add(crowd.trade(joined.get(i), MANY - i));
    }
    Collections.shuffle(trades);
    long before = crowd.batches();

    assertAllAnswered(crowd.tellTogether(crowd.joined(chain), trades, MANY));

    assertThat(crowd.batches() - before).as("the one that held them up, and theirs").isEqualTo(2);
    assertThat(joined.stream().map(one -> numberOf(one.entry())).toList())
        .containsExactlyElementsOf(IntStream.rangeClosed(2, MANY + 1).boxed().toList());
    assertThat(joined).allMatch(one -> fixture.stateOf(one.entry()).equals("PAID"));
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM chain_transition WHERE chain_id = $1 AND to_state = 'REACHED'",
                chain.id()))
        .isEqualTo(1);
  }

  @Test
  void payments_of_the_same_second_are_numbered_in_the_order_of_their_ids() {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Joined> joined = crowd.joined(chain, MANY);
    java.time.Instant second = clock.instant().minusSeconds(1);
    List<Trade> trades = new ArrayList<>();
    joined.forEach(
        one -> trades.add(PaymentCrowd.trade(one, second, PaymentCrowd.FEN, "s-" + one.number())));
    Collections.reverse(trades);

    assertAllAnswered(crowd.tellTogether(crowd.joined(chain), trades, MANY));

    assertThat(joined.stream().map(one -> numberOf(one.entry())).toList())
        .containsExactlyElementsOf(IntStream.rangeClosed(2, MANY + 1).boxed().toList());
  }

  @Test
  void one_payment_and_a_dozen_take_the_same_statements() {
    List<String> one = statementsOf(1);
    List<String> dozen = statementsOf(MANY);

    assertThat(dozen).isEqualTo(one);
    assertThat(one).hasSize(5);
    assertThat(one.get(0)).contains("FROM member");
    assertThat(one.get(1)).contains("UPDATE payment");
    assertThat(one.get(2)).contains("UPDATE customer_order");
    assertThat(one.get(3)).contains("INSERT INTO outbox_message");
    assertThat(one.get(4)).as("the hottest row last").contains("UPDATE chain c");
  }

  /** Until the last of them waits for the chain's row; nothing is set off before its commit. */
  private List<String> statementsOf(int payments) {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Joined> joined = crowd.joined(chain, payments);
    Joined spoilt = crowd.joined(chain);
    String taken = crowd.takenElsewhere(chain);
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    CompletableFuture<Void> failing;
    List<String> seen;
    try (Held row = crowd.hold("SELECT 1 FROM chain WHERE id = $1 FOR UPDATE", chain.id())) {
      try (Held member =
          crowd.hold("SELECT 1 FROM member WHERE id = $1 FOR UPDATE", spoilt.member())) {
        failing = crowd.tell(PaymentCrowd.trade(spoilt, clock.instant(), PaymentCrowd.FEN, taken));
        crowd.awaitWaiting(1);
        joined.forEach(one -> answers.add(crowd.tell(crowd.trade(one, 1))));
        crowd.awaitWaiting(1 + payments);
        fixture.awaitQuiet();
        statements.start();
      }
      assertThatThrownBy(() -> PaymentCrowd.answer(failing))
          .hasMessageContaining("payment_transaction_id_key");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !statements.seen("UPDATE chain c").isEmpty());
      seen = statements.stop("");
    }
    assertAllAnswered(answers);
    // The first is that of the payment which failed; the outbox looks for work by LIMIT.
    List<String> own = seen.stream().filter(text -> !text.contains("LIMIT")).toList();
    return own.subList(1, own.size());
  }

  @Test
  void one_that_cannot_be_settled_fails_alone_until_it_is_mended() {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Joined> joined = crowd.joined(chain, MANY);
    Joined spoilt = joined.get(MANY / 2);
    String taken = crowd.takenElsewhere(chain);
    List<Trade> trades = new ArrayList<>();
    for (Joined one : joined) {
      trades.add(
          one == spoilt
              // Two payments cannot have the same money.
              ? PaymentCrowd.trade(one, clock.instant(), PaymentCrowd.FEN, taken)
              : crowd.trade(one, 1));
    }
    long before = crowd.alone();

    List<CompletableFuture<Void>> answers = crowd.tellTogether(crowd.joined(chain), trades, MANY);

    CompletableFuture<Void> failed = answers.remove(MANY / 2);
    assertThatThrownBy(() -> PaymentCrowd.answer(failed))
        .hasMessageContaining("payment_transaction_id_key");
    assertAllAnswered(answers);
    assertThat(crowd.alone() - before).isEqualTo(MANY);
    assertThat(fixture.stateOf(spoilt.entry())).isEqualTo("RESERVED");
    assertThat(numbers(chain)).isEqualTo(upTo(MANY + 1));

    // Told again, it fails again; told rightly, it is settled.
    assertThatThrownBy(() -> PaymentCrowd.answer(crowd.tell(trades.get(MANY / 2))))
        .hasMessageContaining("payment_transaction_id_key");
    PaymentCrowd.answer(crowd.tell(crowd.trade(spoilt, 0)));
    assertThat(numberOf(spoilt.entry())).isEqualTo(MANY + 2);
  }

  @Test
  void told_several_times_in_one_batch_and_in_the_next_a_payment_counts_once() {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Joined> joined = crowd.joined(chain, 3);
    List<Trade> trades = new ArrayList<>();
    joined.forEach(one -> trades.addAll(Collections.nCopies(3, crowd.trade(one, 5))));
    List<CompletableFuture<Void>> answers = new ArrayList<>();

    // They wait for the chain's row, and the same ones for them.
    Joined first = crowd.joined(chain);
    try (Held row = crowd.hold("SELECT 1 FROM chain WHERE id = $1 FOR UPDATE", chain.id())) {
      try (Held member =
          crowd.hold("SELECT 1 FROM member WHERE id = $1 FOR UPDATE", first.member())) {
        answers.add(crowd.tell(crowd.trade(first, 9)));
        crowd.awaitWaiting(1);
        trades.forEach(trade -> answers.add(crowd.tell(trade)));
        crowd.awaitWaiting(10);
      }
      trades.forEach(trade -> answers.add(crowd.tell(trade)));
      crowd.awaitWaiting(19);
    }

    assertAllAnswered(answers);
    assertThat(numbers(chain)).isEqualTo(upTo(4));
    joined.forEach(
        one ->
            assertThat(
                    fixture.number(
                        """
                        SELECT count(*) FROM payment_transition t JOIN payment p ON p.id = t.payment_id
                        WHERE p.order_id = $1 AND t.to_state = 'PAID'""",
                        one.order()))
                .isEqualTo(1));
  }

  @Test
  void payments_of_a_chain_that_was_called_off_meanwhile_go_back_each_by_itself() {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Joined> joined = crowd.joined(chain, 3);
    List<Trade> trades = joined.stream().map(one -> crowd.trade(one, 5)).toList();
    Joined first = crowd.joined(chain);

    assertAllAnswered(
        crowd.tellTogether(
            first,
            trades,
            3,
            () ->
                fixture.execute("UPDATE chain SET state = 'CANCELLED' WHERE id = $1", chain.id())));

    joined.forEach(one -> assertThat(fixture.stateOf(one.entry())).isEqualTo("EXPIRED"));
    assertThat(
            fixture.number(
                "SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id"
                    + " WHERE o.source_id = $1 AND r.cause = 'CHAIN_CANCELLED'",
                chain.id()))
        .isEqualTo(4);
  }

  @Test
  void one_that_came_after_an_early_end_goes_back_and_the_others_count() {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Joined> joined = crowd.joined(chain, 3);
    List<Trade> trades = List.of(trade(joined, 0, 60), trade(joined, 1, 1), trade(joined, 2, 50));
    Joined first = crowd.joined(chain);

    assertAllAnswered(
        crowd.tellTogether(
            first,
            trades,
            3,
            () ->
                fixture.execute(
                    "UPDATE chain SET deadline = $2 WHERE id = $1",
                    chain.id(),
                    clock.instant().minusSeconds(20))));

    assertThat(numbers(chain)).isEqualTo(upTo(3));
    assertThat(numberOf(joined.get(0).entry())).isEqualTo(2);
    assertThat(numberOf(joined.get(2).entry())).isEqualTo(3);
    assertThat(fixture.stateOf(joined.get(1).entry())).isEqualTo("EXPIRED");
  }

  private Trade trade(List<Joined> joined, int which, int secondsAgo) {
    return crowd.trade(joined.get(which), secondsAgo);
  }

  @Test
  void withdrawals_that_race_a_batch_leave_no_gap_and_no_lock() {
    Published chain = fixture.published(Plan.minimumOrders(MANY));
    List<Joined> paid = crowd.joined(chain, MANY);
    crowd.tellEach(paid.stream().map(one -> crowd.trade(one, 60)).toList());
    List<Joined> next = crowd.joined(chain, MANY);

    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Joined leaving = paid.get(i);
      all.add(crowd.tell(crowd.trade(next.get(i), 1)));
      all.add(
          CompletableFuture.runAsync(() -> fixture.withdraw(leaving.member(), leaving.entry())));
      all.add(CompletableFuture.runAsync(() -> crowd.joined(chain)));
    }

    all.forEach(PaymentCrowd::answer);
    assertThat(numbers(chain)).isEqualTo(upTo(2 * MANY));
    assertThat(paid).allMatch(one -> fixture.stateOf(one.entry()).equals("WITHDRAWN"));
    assertThat(fixture.chain(chain).have()).isEqualTo(MANY);
  }

  private static void assertAllAnswered(List<CompletableFuture<Void>> answers) {
    answers.forEach(answer -> assertThat(answer).succeedsWithin(ChainRecords.PATIENCE));
  }

  private int numberOf(UUID entry) {
    return (int) fixture.number("SELECT number::bigint FROM chain_entry WHERE id = $1", entry);
  }

  private String numbers(Published chain) {
    return fixture.text(
        "SELECT string_agg(number::text, ' ' ORDER BY number) FROM chain_entry WHERE chain_id = $1",
        chain.id());
  }

  private static String upTo(int last) {
    return String.join(" ", IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList());
  }
}
