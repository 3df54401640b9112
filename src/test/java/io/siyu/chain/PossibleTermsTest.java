package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.chain.PossibleTerms.Goods;
import io.siyu.chain.PossibleTerms.Term;
import io.siyu.kernel.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PossibleTermsTest {

  @Test
  void orders_and_units_come_to_the_goods_or_the_maximum() {
    for (ChainUnit unit : List.of(ChainUnit.ORDERS, ChainUnit.UNITS)) {
      assertThat(most(unit, null, goods(2990, 7), goods(50, 3))).isEqualTo(10);
      assertThat(most(unit, 9L, goods(2990, 7), goods(50, 3))).isEqualTo(9);
    }
  }

  @Test
  void an_amount_comes_as_close_to_the_maximum_as_whole_units_do() {
    assertThat(most(ChainUnit.AMOUNT, null, goods(2990, 3))).isEqualTo(8970);
    assertThat(most(ChainUnit.AMOUNT, 10_000L, goods(2990, 7))).isEqualTo(8970);
    assertThat(most(ChainUnit.AMOUNT, 8_970L, goods(2990, 7))).isEqualTo(8970);
    // Dearer than all that there is room for: nobody can join for it.
    assertThat(most(ChainUnit.AMOUNT, 2_989L, goods(2990, 7))).isZero();
    assertThat(most(ChainUnit.AMOUNT, 2_989L, goods(2990, 7), goods(1000, 9))).isEqualTo(2000);
  }

  @Test
  void no_amount_passes_what_counters_hold() {
    assertThat(most(ChainUnit.AMOUNT, null, goods(1_500_000_000, 5))).isEqualTo(1_500_000_000);
    assertThat(most(ChainUnit.AMOUNT, null, goods(Integer.MAX_VALUE, 1_000_000)))
        .isEqualTo(Integer.MAX_VALUE);
  }

  /** Against all baskets that there are; never less, and exact for one kind of goods. */
  @Test
  void what_some_basket_comes_to_is_never_called_impossible() {
    Random random = new Random(433);
    for (int round = 0; round < 500; round++) {
      Goods[] goods = new Goods[1 + random.nextInt(3)];
      Arrays.setAll(goods, i -> goods(1 + random.nextInt(40), 1 + random.nextInt(5)));
      long maximum = 1 + random.nextInt(200);

      long most = most(ChainUnit.AMOUNT, maximum, goods);

      long best = best(goods, 0, maximum);
      assertThat(most).as("%s up to %d", List.of(goods), maximum).isBetween(best, maximum);
      if (goods.length == 1) {
        assertThat(most).isEqualTo(best);
      }
    }
  }

  @Test
  void a_problem_says_where_it_is_and_whether_goods_would_help() {
    PossibleTerms.Problem tooFew =
        problem(10, null, goods(3900, 7), goods(2900, 4, step(11, 2800), step(12, 2700)));
    assertThat(tooFew.term()).isEqualTo(Term.STEP);
    assertThat(tooFew.item()).isEqualTo(1);
    assertThat(tooFew.step()).isEqualTo(1);
    assertThat(tooFew.byGoods()).isTrue();
    assertThat(tooFew.message()).contains("11 units", "step of 12");

    PossibleTerms.Problem tooLow = problem(5, 6L, goods(3900, 7, step(7, 2800)));
    assertThat(tooLow.term()).isEqualTo(Term.STEP);
    assertThat(tooLow.byGoods()).isFalse();
    assertThat(tooLow.message()).contains("maximum", "6 units", "step of 7");

    assertThat(problem(12, null, goods(3900, 11)).term()).isEqualTo(Term.MINIMUM);
    assertThat(problem(11, 11L, goods(3900, 11))).isNull();
    assertThat(problem(10, 11L, goods(3900, 11, step(11, 1)))).isNull();
  }

  @Test
  void a_team_buy_sells_to_whole_teams() {
    assertThat(teams(3, 7L).problem().term()).isEqualTo(Term.MAXIMUM);
    assertThat(teams(3, 6L).problem()).isNull();
    assertThat(teams(3, null).problem()).isNull();
  }

  private static PossibleTerms teams(int size, Long maximum) {
    return new PossibleTerms(ChainUnit.ORDERS, size, maximum, size, List.of(goods(3900, 100)));
  }

  private static PossibleTerms.Problem problem(long minimum, Long maximum, Goods... goods) {
    return new PossibleTerms(ChainUnit.UNITS, minimum, maximum, null, List.of(goods)).problem();
  }

  private static long most(ChainUnit unit, Long maximum, Goods... goods) {
    return new PossibleTerms(unit, 1, maximum, null, List.of(goods)).most();
  }

  private static Goods goods(int price, int units, LadderStep... steps) {
    return new Goods(Money.ofFen(price), units, List.of(steps));
  }

  /** The most that units from this kind on come to within the room. */
  private static long best(Goods[] goods, int kind, long room) {
    if (kind == goods.length) {
      return 0;
    }
    long best = 0;
    for (int units = 0; units <= goods[kind].units(); units++) {
      long amount = goods[kind].price().fen() * units;
      if (amount <= room) {
        best = Math.max(best, amount + best(goods, kind + 1, room - amount));
      }
    }
    return best;
  }
}
