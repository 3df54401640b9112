package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.PaymentCrowd.Joined;
import io.siyu.order.OrderCancellation;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is odd about a payment, it ends beside others as it would have ended alone. */
@QuarkusTest
class OddPaymentsTest {

  private static final String OUTCOME =
      """
      SELECT concat_ws(' | ', p.state, o.status, e.state, e.number IS NOT NULL, e.end_cause,
        (SELECT string_agg(t.to_state, ' ' ORDER BY t.id) FROM payment_transition t
         WHERE t.payment_id = p.id),
        (SELECT string_agg(t.to_status || ' ' || t.cause, ' ' ORDER BY t.id) FROM order_transition t
         WHERE t.order_id = o.id),
        (SELECT string_agg(r.cause || ' ' || r.amount_fen, ' ') FROM order_refund r
         WHERE r.order_id = o.id),
        (SELECT string_agg(m.kind || ' ' || m.taken_fen, ' ' ORDER BY m.kind)
         FROM payment_mismatch m WHERE m.payment_id = p.id),
        (SELECT string_agg(split_part(m.unique_key, ':', 1), ' ' ORDER BY m.unique_key)
         FROM outbox_message m WHERE m.unique_key LIKE '%:OrderPaid:' || o.id
           OR m.unique_key LIKE '%:ChainPaymentMissed:' || e.id))
      FROM payment p JOIN customer_order o ON o.id = p.order_id
      JOIN chain_entry e ON e.order_id = o.id WHERE o.id = $1""";

  private enum Case {
    USUAL(1),
    TOLD_AGAIN(2),
    KNOWN_BEFORE(0),
    PAID_TWICE(2),
    OTHER_AMOUNT(0),
    OTHER_ACCOUNT(0),
    AFTER_THE_DEADLINE(0),
    AFTER_THE_PREPAYS_TIME(0),
    ORDER_CANCELLED(0),
    ENTRY_NOT_RESERVED(1),
    MONEY_OF_ANOTHER(1);

    /** How many of its trades wait for others. */
    final int waiting;

    Case(int waiting) {
      this.waiting = waiting;
    }
  }

  @Inject ChainFixture fixture;
  @Inject PaymentCrowd crowd;
  @Inject PausedJobs jobs;
  @Inject OrderCancellation cancellation;
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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void odd_payments_end_beside_others_as_they_would_have_ended_alone(long seed) {
    List<Case> cases = cases(new Random(seed));
    Scenario alone = scenario(cases);
    Scenario together = scenario(cases);

    PaymentCrowd.answer(crowd.tell(crowd.trade(alone.first(), 100)));
    List<Boolean> answersAlone = new ArrayList<>();
    alone.trades().forEach(trade -> answersAlone.add(isTaken(crowd.tell(trade))));
    List<CompletableFuture<Void>> answers =
        crowd.tellTogether(
            together.first(), together.trades(), cases.stream().mapToInt(one -> one.waiting).sum());

    assertThat(answers.stream().map(OddPaymentsTest::isTaken).toList()).isEqualTo(answersAlone);
    assertThat(outcomes(cases, together)).isEqualTo(outcomes(cases, alone));
    assertThat(numbers(together)).isEqualTo(numbers(alone)).startsWith("1 2 3");
  }

  /** Each at least once. */
  private static List<Case> cases(Random random) {
    List<Case> cases = new ArrayList<>(Arrays.asList(Case.values()));
    for (int i = 0; i < 10; i++) {
      cases.add(random.nextBoolean() ? Case.USUAL : cases.get(random.nextInt(cases.size())));
    }
    Collections.shuffle(cases, random);
    return cases;
  }

  private Scenario scenario(List<Case> cases) {
    Published chain = fixture.published(Plan.minimumOrders(5));
    Scenario scenario =
        new Scenario(
            chain, crowd.joined(chain), crowd.joined(chain, cases.size()), new ArrayList<>());
    for (int i = 0; i < cases.size(); i++) {
      add(scenario, cases.get(i), scenario.joined().get(i), clock.instant().minusSeconds(90 - i));
    }
    return scenario;
  }

  private void add(Scenario scenario, Case what, Joined one, Instant at) {
    String transaction = "t-" + one.number();
    Trade usual = PaymentCrowd.trade(one, at, PaymentCrowd.FEN, transaction);
    List<Trade> trades = scenario.trades();
    switch (what) {
      case USUAL -> trades.add(usual);
      case TOLD_AGAIN -> trades.addAll(List.of(usual, usual));
      case KNOWN_BEFORE -> {
        PaymentCrowd.answer(crowd.tell(usual));
        trades.add(usual);
      }
      case PAID_TWICE ->
          trades.addAll(
              List.of(
                  usual,
                  PaymentCrowd.trade(
                      one, at.plusSeconds(1), PaymentCrowd.FEN, "again-" + one.number())));
      case OTHER_AMOUNT -> trades.add(PaymentCrowd.trade(one, at, 1, transaction));
      case OTHER_ACCOUNT -> trades.add(usual.ofAnotherAccount());
      case AFTER_THE_DEADLINE ->
          trades.add(
              PaymentCrowd.trade(one, at.plus(Duration.ofHours(3)), PaymentCrowd.FEN, transaction));
      case AFTER_THE_PREPAYS_TIME ->
          trades.add(
              PaymentCrowd.trade(
                  one, at.plus(Duration.ofMinutes(30)), PaymentCrowd.FEN, transaction));
      case ORDER_CANCELLED -> {
        fixture.await(cancellation.cancel(one.order(), "CANCELLED_BY_MEMBER"));
        trades.add(usual);
      }
      case ENTRY_NOT_RESERVED -> {
        fixture.execute(
            "UPDATE chain_entry SET state = 'EXPIRED', ended_at = now() WHERE id = $1",
            one.entry());
        fixture.execute("UPDATE chain SET held = held - 1 WHERE id = $1", scenario.chain().id());
        trades.add(usual);
      }
      case MONEY_OF_ANOTHER ->
          trades.add(
              PaymentCrowd.trade(
                  one, at, PaymentCrowd.FEN, crowd.takenElsewhere(scenario.chain())));
    }
  }

  private List<String> outcomes(List<Case> cases, Scenario scenario) {
    return IntStream.range(0, cases.size())
        .mapToObj(
            i -> cases.get(i) + ": " + fixture.text(OUTCOME, scenario.joined().get(i).order()))
        .toList();
  }

  private String numbers(Scenario scenario) {
    return fixture.text(
        """
        SELECT string_agg(number::text, ' ' ORDER BY number) || ' ' || c.have || ' ' || c.state
        FROM chain c JOIN chain_entry e ON e.chain_id = c.id WHERE c.id = $1
        GROUP BY c.have, c.state""",
        scenario.chain().id());
  }

  private static boolean isTaken(CompletableFuture<Void> answer) {
    return PaymentCrowd.answer(answer.handle((done, failure) -> failure == null));
  }

  private record Scenario(Published chain, Joined first, List<Joined> joined, List<Trade> trades) {}
}
