package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ladder prices: everybody pays the highest step, and gets the difference back at the end. */
@QuarkusTest
class ChainLadderTest extends ChainLadderScenario {

  @Inject ChainManagement management;
  @Inject MovableClock clock;

  @AfterEach
  void time_is_the_real_one_again() {
    clock.reset();
  }

  @Test
  void everybody_gets_the_difference_to_the_step_that_was_reached() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID first = ladders.joinAndPay(chain, 1);
    UUID second = ladders.joinAndPay(chain, 4);
    assertThat(ladders.ladder(chain).next()).isEqualTo(step(3, 3500));
    UUID third = ladders.joinAndPay(chain, 2);
    assertThat(ladders.ladder(chain).next()).isEqualTo(step(5, 3200));

    clock.advance(Duration.ofHours(3));
    fixture.settle();

    assertThat(fixture.chain(chain.chain()).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(List.of(first, second, third)).allMatch(this::isConfirmed);
    assertThat(ladders.differenceOf(first)).isEqualTo(400);
    assertThat(ladders.differenceOf(second)).isEqualTo(1600);
    assertThat(ladders.differenceOf(third)).isEqualTo(800);
    assertThat(ladders.netOf(second)).isEqualTo(4 * 3500);
    ChainReconciliation.Line line = reconciliationOf(chain);
    assertThat(line.isBalanced()).isTrue();
    assertThat(line.woundUp()).isTrue();
    assertThat(line.differences().due().fen()).isEqualTo(2800);
    assertThat(line.differences().given().decided().fen()).isEqualTo(2800);
    await("the money is back")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(ladders.atTheGateway(chain)).isEqualTo(7 * 3500));
    assertThat(reconciliationOf(chain).differences().given().succeeded().fen()).isEqualTo(2800);
  }

  @Test
  void a_chain_that_stays_on_its_first_step_gives_nothing_back() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID first = ladders.joinAndPay(chain, 1);
    UUID second = ladders.joinAndPay(chain, 9);

    ladders.end(chain);

    assertThat(List.of(first, second)).allMatch(this::isConfirmed);
    assertThat(ladders.refundsOf(first) + ladders.refundsOf(second)).isZero();
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
    assertThat(reconciliationOf(chain).differences().due().fen()).isZero();
  }

  @Test
  void each_line_gets_its_own_difference_and_no_other() {
    LadderChain chain =
        ladders.published(
            ChainUnit.UNITS,
            5,
            Goods.at(3900, step(8, 3500)),
            Goods.at(100),
            Goods.at(9900, step(7, 9899), step(100, 1)));
    UUID all = ladders.joinAndPay(chain, 3, 4, 2);
    UUID cheap = ladders.joinAndPay(chain, 0, 5, 0);

    ladders.end(chain);

    assertThat(ladders.givenBackOf(all, chain.skus().get(0))).isEqualTo(3 * 400);
    assertThat(ladders.givenBackOf(all, chain.skus().get(1))).isZero();
    assertThat(ladders.givenBackOf(all, chain.skus().get(2))).isEqualTo(2);
    assertThat(ladders.differenceOf(all)).isEqualTo(1202);
    assertThat(ladders.refundsOf(cheap)).isZero();
    assertThat(isConfirmed(cheap)).isTrue();
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void an_amount_is_measured_by_what_is_paid_first() {
    LadderChain chain = ladders.published(ChainUnit.AMOUNT, 7800, Goods.at(3900, step(11700, 1)));
    UUID entry = ladders.joinAndPay(chain, 3);

    ladders.end(chain);

    // By the price of the step it would be 3 fen, far below the minimum.
    assertThat(fixture.chain(chain.chain()).have()).isEqualTo(11700);
    assertThat(ladders.netOf(entry)).isEqualTo(3);
  }

  @Test
  void who_withdrew_counts_for_no_step_and_gets_no_difference() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID member = fixture.member("谷雨");
    UUID gone = ladders.joinAndPay(member, chain, List.of(1));
    List<UUID> stay = paid(chain, 4);
    fixture.withdraw(member, gone);

    ladders.end(chain);

    assertThat(stay).allMatch(entry -> ladders.differenceOf(entry) == 400);
    assertThat(ladders.differenceOf(gone)).isZero();
    assertThat(ladders.netOf(gone)).isZero();
    assertThat(fixture.stateOf(gone)).isEqualTo("WITHDRAWN");
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void a_payment_in_time_counts_for_the_step_however_late_its_notice() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    List<UUID> told = paid(chain, 2);
    UUID untold = ladders.join(fixture.member("谷雨"), chain, List.of(1));
    fixture.payWithoutNotice(untold);
    UUID late = ladders.join(fixture.member("晚到"), chain, List.of(1));
    fixture.passDeadline(chain.chain());
    fixture.pay(late);

    fixture.settle();

    assertThat(told).allMatch(entry -> ladders.differenceOf(entry) == 400);
    assertThat(ladders.differenceOf(untold)).isEqualTo(400);
    assertThat(ladders.differenceOf(late)).isZero();
    assertThat(ladders.netOf(late)).isZero();
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void a_failed_or_cancelled_chain_refunds_whole_and_knows_no_difference() {
    LadderChain failed = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID alone = ladders.joinAndPay(failed, 1);
    LadderChain cancelled = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID many = paid(cancelled, 5).get(0);
    fixture.await(
        management.cancel(
            cancelled.chain().operator(), cancelled.id(), "果园减产", ChainFixture.key()));

    ladders.end(failed);

    for (UUID entry : List.of(alone, many)) {
      assertThat(ladders.netOf(entry)).isZero();
      assertThat(ladders.refundsOf(entry)).isEqualTo(1);
      assertThat(ladders.differenceOf(entry)).isZero();
    }
    for (LadderChain chain : List.of(failed, cancelled)) {
      assertThat(reconciliationOf(chain).isBalanced()).isTrue();
      assertThat(reconciliationOf(chain).differences()).isNull();
    }
  }

  @Test
  void points_are_earned_by_what_the_goods_cost_in_the_end() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 1, Goods.at(3900, step(2, 3500)));
    UUID member = fixture.member("小满");
    ladders.joinAndPay(member, chain, List.of(2));
    ladders.joinAndPay(chain, 1);
    fixture.awaitQuiet();
    assertThat(pendingPoints(member)).isEqualTo(78);

    ladders.end(chain);

    assertThat(pendingPoints(member)).isEqualTo(70);
  }

  private long pendingPoints(UUID member) {
    return fixture.number(
        """
        SELECT coalesce(sum(amount), 0)::bigint FROM points_lot
        WHERE member_id = $1 AND state = 'PENDING'""",
        member);
  }
}
