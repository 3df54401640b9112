package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.BundleKind;
import io.siyu.catalog.BundlePart;
import io.siyu.coupon.CouponIssuing;
import io.siyu.coupon.CouponSource;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Properties;
import jakarta.inject.Inject;
import java.util.HashSet;
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
 * Random baskets with all that makes them cheaper, refunded by units, lines, amounts and as a whole
 * in any order.
 */
@QuarkusTest
class OrderRefundPropertyTest extends LineRefundScenario {

  /**
   * @param amount fen of a refund of money alone; else null and a refund of units
   */
  private record Step(int line, Integer quantity, Integer amount) {}

  /**
   * @param memberPercent by how much members pay less for a unit
   * @param percentCoupon whether the coupon takes a percentage off
   * @param bundle over the first product and the last
   */
  private record Reductions(
      int memberPercent, int coupon, boolean percentCoupon, BundleKind bundle) {}

  private record Story(
      List<List<Integer>> lines, Reductions reductions, int points, List<Step> steps) {}

  private static final List<String> REDUCTIONS =
      List.of(
          "member_discount_fen",
          "bundle_discount_fen",
          "coupon_discount_fen",
          "points_discount_fen");

  private final Set<String> met = new HashSet<>();

  @Inject OrderQuotes quotes;
  @Inject CouponIssuing coupons;

  @Test
  void whatever_is_refunded_in_whatever_order_adds_up_to_what_was_paid() {
    Properties.forAll(stories(), 25, this::tell);
    assertThat(met).as("reductions that some basket had").containsAll(REDUCTIONS);
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
            reductions(),
            Arbitraries.integers().between(0, 900),
            Arbitraries.frequencyOf(Tuple.of(5, units), Tuple.of(1, money)).list().ofMaxSize(9))
        .as(Story::new);
  }

  private static Arbitrary<Reductions> reductions() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.integers().between(0, 3000),
            Arbitraries.of(true, false),
            Arbitraries.of(BundleKind.class).injectNull(0.3))
        .as(Reductions::new);
  }

  private void tell(Story story) {
    UUID member = fixture.memberWithPoints(1000);
    List<UUID> skus =
        story.lines().stream().map(l -> sku(l.get(0), story.reductions().memberPercent())).toList();
    List<NewOrderLine> lines =
        IntStream.range(0, skus.size())
            .mapToObj(i -> line(skus.get(i), story.lines().get(i).get(1)))
            .toList();
    bundle(story.reductions().bundle(), skus.get(0), skus.get(skus.size() - 1));
    UUID id = fixture.place(order(member, lines, coupons(member, story), story.points()));
    meet(id);
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

  private void meet(UUID order) {
    REDUCTIONS.stream()
        .filter(
            column ->
                fixture.number(
                        "SELECT count(*) FROM order_line WHERE order_id = $1 AND "
                            + column
                            + " > 0",
                        order)
                    > 0)
        .forEach(met::add);
  }

  /** A coupon that the basket does not take is left at home, as are points that are too many. */
  private NewOrder order(UUID member, List<NewOrderLine> lines, List<UUID> coupons, long points) {
    Basket basket = OrderFixture.await(quotes.quote(delivered(member, lines, coupons, 0))).basket();
    return basket.choicesUsable()
        ? delivered(member, lines, coupons, Math.min(points, basket.pointsLimit()))
        : order(member, lines, List.of(), points);
  }

  private UUID sku(int price, int memberPercent) {
    UUID sku = fixture.sku(price, 10);
    fixture.change(
        """
        UPDATE sku SET member_price_fen = greatest(1, price_fen - price_fen * $2::int / 100)
        WHERE id = $1""",
        sku,
        memberPercent);
    return sku;
  }

  private List<UUID> coupons(UUID member, Story story) {
    int off = story.reductions().coupon();
    if (off == 0) {
      return List.of();
    }
    if (!story.reductions().percentCoupon()) {
      return List.of(fixture.coupon(member, off));
    }
    UUID template = Ids.next();
    fixture.change(
        """
        INSERT INTO coupon_template
          (id, name, kind, percent_off, total, per_member_limit, issue_ways, issue_from, valid_days)
        VALUES ($1, '折扣券', 'PERCENT_OFF', $2, 10, 10, '{GRANT}', '2020-01-01', 7)""",
        template,
        1 + off % 99);
    return List.of(
        OrderFixture.await(
            coupons.grant(member, template, CouponSource.OPERATOR, Ids.next().toString())));
  }

  /** Of the products of both SKUs, which may be one. */
  private void bundle(BundleKind kind, UUID first, UUID last) {
    if (kind == null) {
      return;
    }
    UUID id = Ids.next();
    boolean percent = kind == BundleKind.BUY_A_GET_B;
    fixture.change(
        """
        INSERT INTO bundle (id, kind, name, price_fen, pick_count, percent_off, per_order_limit,
                            starts_at, created_at)
        VALUES ($1, $2, '组合', $3::bigint, $4::int, $5::int, 2, '2020-01-01', '2020-01-01')""",
        id,
        kind,
        percent ? null : 301L,
        kind == BundleKind.ANY_N ? 3 : null,
        percent ? 37 : null);
    item(id, 0, first, BundlePart.BUY);
    if (percent || !first.equals(last)) {
      item(id, 1, last, percent ? BundlePart.GET : BundlePart.BUY);
    }
  }

  private void item(UUID bundle, int position, UUID sku, BundlePart part) {
    fixture.change(
        """
        INSERT INTO bundle_item (bundle_id, position, product_id, part, quantity)
        SELECT $1, $2, product_id, $4, 1 FROM sku WHERE id = $3""",
        bundle,
        position,
        sku,
        part);
  }
}
