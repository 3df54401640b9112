package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import io.siyu.testing.Properties;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

/** Random chains with ladders: what everybody pays in the end, against a plain calculation. */
@QuarkusTest
class ChainLadderPropertyTest {

  /** What becomes of an entry. */
  private enum Fate {
    PAID,
    /** In time, but nobody tells. */
    PAID_UNTOLD,
    PAID_TOO_LATE,
    UNPAID,
    WITHDRAWN,
    REFUNDED_AFTER_THE_END;

    boolean counts() {
      return this == PAID || this == PAID_UNTOLD || this == REFUNDED_AFTER_THE_END;
    }
  }

  /**
   * @param quantities of as many items as the chain has; the rest is left out
   */
  private record Entry(List<Integer> quantities, Fate fate) {}

  /**
   * @param minimum in orders, and scaled to the unit
   * @param items price and steps by how much each is above the one before and cheaper
   */
  private record Story(ChainUnit unit, int minimum, List<Item> items, List<Entry> entries) {}

  private record Item(int price, List<List<Integer>> steps) {}

  @Inject ChainFixture fixture;
  @Inject LadderFixture ladders;
  @Inject ChainReconciliation reconciliation;
  @Inject OrderRefunds refunds;
  @Inject Database database;

  private final Set<Fate> met = EnumSet.noneOf(Fate.class);
  private int fell;

  @Test
  void everybody_pays_what_a_plain_calculation_says() {
    Properties.forAll(stories(), 30, this::tell);

    assertThat(met).containsExactlyInAnyOrder(Fate.values());
    assertThat(fell).as("chains that reached a further step").isPositive();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  private static Arbitrary<Story> stories() {
    Arbitrary<List<Integer>> step =
        Combinators.combine(
                Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 300))
            .as(List::of);
    Arbitrary<Item> item =
        Combinators.combine(Arbitraries.integers().between(1000, 5000), step.list().ofMaxSize(3))
            .as(Item::new);
    Arbitrary<Entry> entry =
        Combinators.combine(
                Arbitraries.integers().between(0, 3).list().ofSize(3), Arbitraries.of(Fate.class))
            .as(Entry::new);
    return Combinators.combine(
            Arbitraries.of(ChainUnit.class),
            Arbitraries.integers().between(1, 3),
            item.list().ofMinSize(1).ofMaxSize(3),
            entry.list().ofMinSize(1).ofMaxSize(7))
        .as(Story::new);
  }

  private void tell(Story story) {
    List<Goods> goods = goods(story);
    int minimum = story.minimum() * scale(story.unit());
    LadderChain chain = ladders.published(story.unit(), minimum, null, goods);
    List<List<Integer>> baskets = story.entries().stream().map(e -> basket(e, goods)).toList();
    List<UUID> entries = new ArrayList<>();
    for (int i = 0; i < baskets.size(); i++) {
      entries.add(play(chain, baskets.get(i), story.entries().get(i).fate()));
    }
    fixture.passDeadline(chain.chain());
    each(story, entries, Fate.PAID_TOO_LATE, fixture::pay);
    fixture.settle();
    each(story, entries, Fate.REFUNDED_AFTER_THE_END, this::refundWhole);
    fixture.settle();

    long have = 0;
    for (int i = 0; i < baskets.size(); i++) {
      if (story.entries().get(i).fate().counts()) {
        have += measure(story.unit(), baskets.get(i), goods);
      }
    }
    fell += have >= minimum && goods.stream().anyMatch(hasFallen(have)) ? 1 : 0;
    for (int i = 0; i < entries.size(); i++) {
      Fate fate = story.entries().get(i).fate();
      met.add(fate);
      boolean stays = have >= minimum && fate.counts() && fate != Fate.REFUNDED_AFTER_THE_END;
      assertThat(ladders.netOf(entries.get(i)))
          .as("what entry %d pays, %s, of a chain with %d", i, fate, have)
          .isEqualTo(stays ? cost(baskets.get(i), goods, have) : 0);
    }
    assertBalanced(chain, have >= minimum);
  }

  private static Predicate<Goods> hasFallen(long have) {
    return one -> one.steps().stream().anyMatch(step -> have >= step.threshold());
  }

  private UUID play(LadderChain chain, List<Integer> basket, Fate fate) {
    UUID member = fixture.member("鲜果粉");
    UUID entry = ladders.join(member, chain, basket);
    switch (fate) {
      case PAID, REFUNDED_AFTER_THE_END -> fixture.pay(entry);
      case PAID_UNTOLD -> fixture.payWithoutNotice(entry);
      case WITHDRAWN -> {
        fixture.pay(entry);
        fixture.withdraw(member, entry);
      }
      case PAID_TOO_LATE, UNPAID -> {}
    }
    return entry;
  }

  private static void each(Story story, List<UUID> entries, Fate fate, Consumer<UUID> step) {
    for (int i = 0; i < entries.size(); i++) {
      if (story.entries().get(i).fate() == fate) {
        step.accept(entries.get(i));
      }
    }
  }

  private void refundWhole(UUID entry) {
    UUID order = fixture.orderOf(entry);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR")));
  }

  /** Chains without a single step that succeeded are in the list if they gave anything back. */
  private void assertBalanced(LadderChain chain, boolean succeeded) {
    List<ChainReconciliation.Line> lines =
        fixture.await(reconciliation.page(50, null)).items().stream()
            .filter(line -> line.chain().id().equals(chain.id()))
            .toList();
    boolean laddered =
        fixture.number("SELECT count(*) FROM chain WHERE laddered AND id = $1", chain.id()) == 1;
    boolean refunded =
        fixture.number(
                """
                SELECT count(*) FROM order_refund r JOIN customer_order o ON o.id = r.order_id
                WHERE o.source_id = $1""",
                chain.id())
            > 0;
    assertThat(lines).hasSize(!succeeded || laddered || refunded ? 1 : 0);
    assertThat(lines).allMatch(line -> line.isBalanced() && line.woundUp());
  }

  // The plain calculation.

  private static int scale(ChainUnit unit) {
    return switch (unit) {
      case ORDERS -> 1;
      case UNITS -> 3;
      case AMOUNT -> 8000;
    };
  }

  private static List<Goods> goods(Story story) {
    return story.items().stream()
        .map(
            item -> {
              int threshold = story.minimum() * scale(story.unit());
              int price = item.price();
              List<LadderStep> steps = new ArrayList<>();
              for (List<Integer> step : item.steps()) {
                threshold += step.get(0) * scale(story.unit());
                price -= step.get(1);
                steps.add(step(threshold, price));
              }
              return new Goods(item.price(), steps);
            })
        .toList();
  }

  /** Of as many goods as there are, and at least one unit. */
  private static List<Integer> basket(Entry entry, List<Goods> goods) {
    List<Integer> basket = new ArrayList<>(entry.quantities().subList(0, goods.size()));
    if (basket.stream().allMatch(quantity -> quantity == 0)) {
      basket.set(0, 1);
    }
    return basket;
  }

  private static long measure(ChainUnit unit, List<Integer> basket, List<Goods> goods) {
    return switch (unit) {
      case ORDERS -> 1;
      case UNITS -> basket.stream().mapToInt(quantity -> quantity).sum();
      case AMOUNT -> cost(basket, goods, 0);
    };
  }

  private static long cost(List<Integer> basket, List<Goods> goods, long have) {
    long fen = 0;
    for (int i = 0; i < basket.size(); i++) {
      long price = goods.get(i).priceFen();
      for (LadderStep step : goods.get(i).steps()) {
        price = have >= step.threshold() ? step.price().fen() : price;
      }
      fen += basket.get(i) * price;
    }
    return fen;
  }
}
