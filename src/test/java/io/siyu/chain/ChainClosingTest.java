package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closing before the deadline, and what follows from it. */
@QuarkusTest
class ChainClosingTest extends ChainApiScenario {

  private static final String CLOSE = "closeChain";

  @Inject ChainClosing closing;
  @Inject PausedJobs jobs;
  @Inject ChainReconciliation reconciliation;

  /** A job that asks the gateway before a test has paid there would be another test. */
  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
  }

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_reached_chain_that_its_leader_closes_ends_then_and_succeeds() {
    UUID leader = fixture.member("团长小满");
    Published chain = fixture.led(fixture.published(Plan.minimumOrders(2)), leader);
    UUID first = fixture.joinAndPay(fixture.member("小满"), chain, 3);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 2);
    UUID unpaid = fixture.await(fixture.join(fixture.member("立夏"), chain, 1));
    String planned = deadline(chain);

    Answer closed = asMember(leader).run(CLOSE, input(chain)).expectSuccess(CLOSE);
    ChainJoiningTest.refused(
        "CHAIN_CLOSED", () -> fixture.await(fixture.join(fixture.member("晚到"), chain, 1)));
    ChainJoiningTest.refused(
        "CHAIN_CLOSED", () -> fixture.withdraw(fixture.memberOf(first), first, ChainFixture.key()));
    fixture.settle();

    assertThat(closed.text("closeChain.chain.state")).isEqualTo("CLOSED");
    assertThat(deadline(chain)).isNotEqualTo(planned);
    assertThat(
            fixture.text(
                "SELECT planned_deadline::text FROM chain WHERE id = $1 AND deadline = closed_at",
                chain.id()))
        .isEqualTo(planned);
    assertThat(causes(chain)).endsWith("CLOSED_BY_LEADER SUCCEEDED");
    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(fixture.stateOf(first)).isEqualTo("CONFIRMED");
    assertThat(fixture.stateOf(unpaid)).isEqualTo("EXPIRED");
    assertThat(fixture.skuStock(chain)).isEqualTo(95);
  }

  @Test
  void a_chain_below_its_minimum_is_closed_only_by_who_says_that_it_may_fail() {
    UUID leader = fixture.member("团长小满");
    Published chain = fixture.led(fixture.published(Plan.minimumOrders(10)), leader);
    fixture.members(8).forEach(member -> fixture.joinAndPay(member, chain, 1));
    GraphQLClient client = asMember(leader);
    String before = fixture.fingerprint(chain);

    Answer refused = client.run(CLOSE, input(chain));

    assertThat(refused.userErrorCodes(CLOSE)).containsExactly("MINIMUM_NOT_REACHED");
    assertThat(refused.number("closeChain.userErrors.0.remaining")).isEqualTo(2);
    assertThat(refused.array("closeChain.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "acceptFailure"));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);

    client.run(CLOSE, accepting(chain)).expectSuccess(CLOSE);
    fixture.settle();

    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(balanced(chain)).isTrue();
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
  }

  @Test
  void a_payment_made_before_the_closing_counts_and_one_made_after_it_goes_back() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    UUID before = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));
    UUID after = fixture.await(fixture.join(fixture.member("晚到"), chain, 1));
    fixture.payWithoutNotice(before);

    closeAsOperator(chain, true);
    fixture.pay(after);
    fixture.settle();

    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(fixture.stateOf(before)).isEqualTo("CONFIRMED");
    assertThat(fixture.stateOf(after)).isEqualTo("EXPIRED");
    assertThat(
            fixture.text("SELECT status FROM customer_order WHERE id = $1", fixture.orderOf(after)))
        .isEqualTo("REFUNDED");
    assertThat(fixture.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2);
    assertThat(fixture.skuStock(chain)).isEqualTo(98);
  }

  @Test
  void closing_twice_closes_once_and_the_same_key_gets_the_same_answer() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    GraphQLClient operator = as(SubjectKind.OPERATOR, chain.operator(), Roles.OPERATOR);
    Map<String, Object> input = input(chain);

    operator.run(CLOSE, input).expectSuccess(CLOSE);
    String closed = fixture.fingerprint(chain);
    operator.run(CLOSE, input).expectSuccess(CLOSE);
    Answer again = operator.run(CLOSE, input(chain));
    Answer other = operator.run(CLOSE, accepting(chain, input.get("idempotencyKey")));

    assertThat(again.userErrorCodes(CLOSE)).containsExactly("WRONG_STATE");
    assertThat(other.userErrorCodes(CLOSE)).containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(fixture.fingerprint(chain)).isEqualTo(closed);
    assertThat(causes(chain)).isEqualTo("PUBLISHED MINIMUM_REACHED CLOSED_BY_OPERATOR");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM audit_entry WHERE action = 'closeChain' AND subject = $1",
                id(chain)))
        .isEqualTo(1);
  }

  @Test
  void only_what_is_open_can_be_closed() {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Published late = fixture.published(Plan.minimumOrders(1));
    fixture.passDeadline(late);
    Published settled = fixture.published(Plan.minimumOrders(1));
    fixture.passDeadline(settled);
    GraphQLClient operator = as(SubjectKind.OPERATOR, draft.operator(), Roles.OPERATOR);
    String before = fixture.fingerprint(draft);

    assertThat(operator.run(CLOSE, accepting(draft)).userErrorCodes(CLOSE))
        .containsExactly("WRONG_STATE");
    assertThat(operator.run(CLOSE, accepting(late)).userErrorCodes(CLOSE))
        .first()
        // The job may have closed it by then.
        .isIn("CHAIN_CLOSED", "WRONG_STATE");
    fixture.settle();
    assertThat(operator.run(CLOSE, accepting(settled)).userErrorCodes(CLOSE))
        .containsExactly("WRONG_STATE");

    assertThat(fixture.fingerprint(draft)).isEqualTo(before);
    assertThat(causes(late)).doesNotContain("CLOSED_BY_OPERATOR");
    assertThat(fixture.number("SELECT count(planned_deadline) FROM chain WHERE id = $1", late.id()))
        .isZero();
  }

  @Test
  void whoever_closes_while_the_last_one_pays_finds_it_counted_or_sends_it_back() {
    for (int round = 0; round < 8; round++) {
      Published chain = fixture.published(Plan.minimumOrders(1));
      fixture.joinAndPay(fixture.member("小满"), chain, 1);
      List<Uni<Void>> payments =
          fixture.members(4).stream()
              .map(member -> fixture.await(fixture.join(member, chain, 1)))
              .map(fixture::payLater)
              .toList();

      fixture.await(
          Uni.join()
              .all(
                  payments.get(0),
                  payments.get(1),
                  closing
                      .closeAsOperator(chain.operator(), chain.id(), false, ChainFixture.key())
                      .replaceWithVoid(),
                  payments.get(2),
                  payments.get(3))
              .andCollectFailures());
      fixture.settle();

      assertThat(
              fixture.number(
                  """
                  SELECT count(*) FROM chain_entry e JOIN chain c ON c.id = e.chain_id
                  JOIN customer_order o ON o.id = e.order_id JOIN payment p ON p.id = o.payment_id
                  JOIN sandbox_trade t ON t.transaction_id = p.transaction_id
                  WHERE c.id = $1 AND (t.paid_at <= c.deadline) <> (e.number IS NOT NULL)""",
                  chain.id()))
          .as("counted if and only if it was paid by then")
          .isZero();
      assertThat(
              fixture.number(
                  """
                  SELECT count(*) FROM chain_entry e JOIN customer_order o ON o.id = e.order_id
                  WHERE e.chain_id = $1 AND e.number IS NULL
                    AND o.status NOT IN ('REFUNDED', 'CANCELLED')""",
                  chain.id()))
          .isZero();
    }
  }

  private void closeAsOperator(Published chain, boolean acceptFailure) {
    fixture.await(
        closing.closeAsOperator(chain.operator(), chain.id(), acceptFailure, ChainFixture.key()));
  }

  private boolean balanced(Published chain) {
    return fixture.await(reconciliation.page(50, null)).items().stream()
        .filter(line -> line.chain().id().equals(chain.id()))
        .findFirst()
        .orElseThrow()
        .isBalanced();
  }

  private String causes(Published chain) {
    return fixture.text(
        "SELECT string_agg(cause, ' ' ORDER BY id) FROM chain_transition WHERE chain_id = $1",
        chain.id());
  }

  private String deadline(Published chain) {
    return fixture.text("SELECT deadline::text FROM chain WHERE id = $1", chain.id());
  }

  private static Map<String, Object> input(Published chain) {
    return Map.of("chainId", id(chain), "idempotencyKey", ChainFixture.key());
  }

  private static Map<String, Object> accepting(Published chain) {
    return accepting(chain, ChainFixture.key());
  }

  private static Map<String, Object> accepting(Published chain, Object key) {
    Map<String, Object> input = new HashMap<>(input(chain));
    input.put("acceptFailure", true);
    input.put("idempotencyKey", key);
    return input;
  }
}
