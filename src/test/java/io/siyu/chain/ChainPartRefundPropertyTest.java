package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.kernel.Refusal;
import io.siyu.testing.Properties;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * Chains with ladders whose entries are refunded by units, lines, sums and as a whole, in any
 * order.
 */
@QuarkusTest
class ChainPartRefundPropertyTest extends ChainLadderScenario {

  private enum Kind {
    UNITS,
    LINE,
    WHOLE,
    SUM,
    SETTLE
  }

  private record Step(Kind kind, int entry, int line, int quantity) {}

  /**
   * @param second what the other item costs, which has a step of its own
   * @param baskets of two items each
   */
  private record Story(int first, int second, List<List<Integer>> baskets, List<Step> steps) {}

  @Inject PartRefunds parts;

  private final Set<Kind> met = EnumSet.noneOf(Kind.class);
  private int partly;

  @Test
  void in_whatever_order_never_more_than_was_paid_and_no_unit_twice() {
    Properties.forAll(stories(), 25, this::tell);

    assertThat(met).containsExactlyInAnyOrder(Kind.values());
    assertThat(partly).as("entries that kept some of their units").isPositive();
  }

  private static Arbitrary<Story> stories() {
    Arbitrary<Kind> kind =
        Arbitraries.frequency(
            Tuple.of(6, Kind.UNITS),
            Tuple.of(2, Kind.LINE),
            Tuple.of(1, Kind.WHOLE),
            Tuple.of(1, Kind.SUM),
            Tuple.of(1, Kind.SETTLE));
    Arbitrary<Step> step =
        Combinators.combine(
                kind,
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(1, 3))
            .as(Step::new);
    return Combinators.combine(
            Arbitraries.integers().between(401, 5000),
            Arbitraries.integers().between(402, 5000),
            Arbitraries.integers().between(0, 4).list().ofSize(2).list().ofMinSize(2).ofMaxSize(4),
            step.list().ofMaxSize(14))
        .as(Story::new);
  }

  private void tell(Story story) {
    List<Goods> goods =
        List.of(
            Goods.at(story.first(), step(3, story.first() - 133)),
            Goods.at(story.second(), step(2, story.second() - 1), step(4, 77)));
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 1, null, goods);
    List<UUID> members = fixture.members(story.baskets().size());
    List<int[]> left = new ArrayList<>();
    List<UUID> entries = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      List<Integer> basket = new ArrayList<>(story.baskets().get(i));
      basket.set(0, Math.max(1, basket.get(0)));
      left.add(basket.stream().mapToInt(Integer::intValue).toArray());
      entries.add(ladders.joinAndPay(members.get(i), chain, basket));
    }
    fixture.passDeadline(chain.chain());
    fixture.settle();

    for (Step step : story.steps()) {
      int entry = step.entry() % entries.size();
      take(chain, step, entries.get(entry), left.get(entry));
      met.add(step.kind());
    }

    fixture.awaitQuiet();
    for (int i = 0; i < entries.size(); i++) {
      assertStands(chain, entries.get(i), members.get(i), left.get(i), entries.size());
    }
    for (int item = 0; item < 2; item++) {
      int index = item;
      assertThat(fixture.number("SELECT stock FROM sku WHERE id = $1", chain.skus().get(item)))
          .as("goods that nobody has")
          .isEqualTo(LadderFixture.STOCK - left.stream().mapToInt(units -> units[index]).sum());
    }
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  private void take(LadderChain chain, Step step, UUID entry, int[] left) {
    int had = left[step.line()];
    boolean never = parts.hasNoLine(entry, chain.skus().get(step.line()));
    if (never && (step.kind() == Kind.UNITS || step.kind() == Kind.LINE)) {
      return;
    }
    try {
      switch (step.kind()) {
        case UNITS -> {
          parts.units(entry, chain.skus().get(step.line()), step.quantity());
          left[step.line()] -= step.quantity();
        }
        case LINE -> {
          parts.units(entry, chain.skus().get(step.line()), null);
          left[step.line()] = 0;
        }
        case WHOLE -> {
          parts.whole(entry);
          left[0] = 0;
          left[1] = 0;
        }
        case SUM -> parts.sum(entry, 701L * step.quantity());
        case SETTLE -> fixture.settle();
      }
      assertThat(left[step.line()]).as("units that were there").isNotNegative();
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo("REFUND_EXCEEDS_PAID");
      assertThat(had == 0 || isMore(step, entry, had)).isTrue();
    }
  }

  private boolean isMore(Step step, UUID entry, int had) {
    return step.kind() == Kind.SUM
        ? ladders.netOf(entry) < 701L * step.quantity()
        : step.kind() == Kind.UNITS && step.quantity() > had;
  }

  private void assertStands(LadderChain chain, UUID entry, UUID member, int[] left, int entries) {
    int units = IntStream.of(left).sum();
    long first = firstPrice(chain, 0) - (entries >= 3 ? 133 : 0);
    long second = entries >= 4 ? 77 : firstPrice(chain, 1) - 1;
    long worth = left[0] * first + left[1] * second;
    partly += units > 0 && ladders.refundsOf(entry) > 1 ? 1 : 0;
    boolean sums = parts.sumsOf(entry) > 0;
    long net = ladders.netOf(entry);
    assertThat(net).as("what the units left cost").isBetween(sums ? 0 : worth, worth);
    assertThat(units == 0 && net > 0).isFalse();
    assertThat(parts.unitsLeft(entry)).isEqualTo(units);
    assertThat(parts.disagreements(entry)).isZero();
    assertThat(fixture.stateOf(entry)).isEqualTo(units == 0 ? "WITHDRAWN" : "CONFIRMED");
    assertThat(parts.pendingPoints(member)).as("a point per yuan").isEqualTo(net / 100);
  }

  private long firstPrice(LadderChain chain, int item) {
    return fixture.number(
        "SELECT chain_price_fen FROM chain_item WHERE id = $1", chain.items().get(item));
  }
}
