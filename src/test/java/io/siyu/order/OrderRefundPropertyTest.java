package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.testing.Properties;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Random baskets, refunded by units, lines, amounts and as a whole in any order. */
@QuarkusTest
class OrderRefundPropertyTest extends LineRefundScenario {

  /**
   * @param amount fen of a refund of money alone; else null and a refund of units
   */
  private record Step(int line, Integer quantity, Integer amount) {}

  private record Story(List<List<Integer>> lines, int coupon, int points, List<Step> steps) {}

  @Test
  void whatever_is_refunded_in_whatever_order_adds_up_to_what_was_paid() {
    Properties.forAll(stories(), 25, this::tell);
  }

  private static Arbitrary<Story> stories() {
    Arbitrary<List<Integer>> line =
        Combinators.combine(
                Arbitraries.integers().between(1, 5000), Arbitraries.integers().between(1, 7))
            .as(List::of);
    Arbitrary<Step> units =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(1, 4).injectNull(0.3))
            .as((l, quantity) -> new Step(l, quantity, null));
    Arbitrary<Step> money =
        Arbitraries.integers().between(1, 3000).map(amount -> new Step(0, null, amount));
    return Combinators.combine(
            line.list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(0, 3000),
            Arbitraries.integers().between(0, 900),
            Arbitraries.frequencyOf(Tuple.of(5, units), Tuple.of(1, money)).list().ofMaxSize(9))
        .as(Story::new);
  }

  private void tell(Story story) {
    UUID member = fixture.memberWithPoints(1000);
    List<UUID> skus = story.lines().stream().map(l -> fixture.sku(l.get(0), 10)).toList();
    List<NewOrderLine> lines =
        IntStream.range(0, skus.size())
            .mapToObj(i -> line(skus.get(i), story.lines().get(i).get(1)))
            .toList();
    long goods = story.lines().stream().mapToLong(l -> (long) l.get(0) * l.get(1)).sum();
    List<UUID> coupons =
        story.coupon() == 0 ? List.of() : List.of(fixture.coupon(member, story.coupon()));
    long points = Math.min(story.points(), Math.max(0, goods - story.coupon()) / 2);
    UUID id = fixture.place(delivered(member, lines, coupons, points));
    fixture.pay(id);
    fixture.inTransaction(() -> rewards.catchUp(member, id));
    long before = 0;
    for (Step step : story.steps()) {
      try {
        if (step.amount() != null) {
          part(id, step.amount());
        } else {
          units(id, skus.get(step.line() % skus.size()), step.quantity());
        }
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isEqualTo("REFUND_EXCEEDS_PAID");
      }
      assertThat(refunded(id)).isBetween(before, total(id));
      before = refunded(id);
    }
    fixture.inTransaction(() -> refunds.refundWhole(id, "TEST"));
    assertThat(fixture.status(id)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(given(id)).isEqualTo(total(id)).isEqualTo(refunded(id));
    skus.forEach(sku -> assertThat(fixture.stock(sku)).isEqualTo(10));
    assertThat(fixture.balance(member)).isEqualTo(1000);
    fixture.assertBooksBalance();
  }
}
