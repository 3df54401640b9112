package io.siyu.order;

import static io.siyu.order.OrderFixture.order;
import static io.siyu.order.OrderFixture.pickUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Properties;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a refund of a part takes back of what the order earned, whenever the earning comes. */
@QuarkusTest
class PartialRefundRewardsTest {

  private static final String CAUSE = "TEST";

  @Inject OrderFixture fixture;
  @Inject OrderRefunds refunds;
  @Inject OrderRewards rewards;
  @Inject Database database;
  @Inject PointsReconciliation reconciliation;

  @AfterEach
  void the_books_balance() {
    fixture.assertBooksBalance();
  }

  @Test
  void a_part_of_a_completed_order_takes_back_what_that_part_earned() {
    UUID member = fixture.member();
    UUID id = completed(member, 100_00);

    part(id, "first", 30_50);
    part(id, "first", 30_50);

    assertThat(fixture.balance(member)).as("a point per full yuan of 69.50").isEqualTo(69);
    assertThat(fixture.growth(member)).isEqualTo(69);
    part(id, "second", 69_50);
    whole(id);
    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.growth(member)).isZero();
  }

  @Test
  void a_part_of_an_order_under_way_reduces_its_pending_points() {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(100_00, 10), 1));
    catchUp(member, id);

    part(id, "first", 40_00);

    assertThat(pending(member)).isEqualTo(60);
    assertThat(fixture.balance(member)).isZero();
    complete(member, id);
    assertThat(fixture.balance(member)).isEqualTo(60);
    assertThat(fixture.growth(member)).isEqualTo(60);
  }

  @Test
  void points_by_a_higher_tier_are_taken_back_by_its_multiplier() {
    UUID member = fixture.member();
    fixture.change(
        "UPDATE member SET tier_id = (SELECT id FROM tier WHERE level = 3) WHERE id = $1", member);
    UUID id = fixture.paid(pickUp(member, fixture.sku(100_00, 10), 1));
    long paid = fixture.number("SELECT total_fen FROM customer_order WHERE id = $1", id);
    catchUp(member, id);
    fixture.change(
        "UPDATE member SET tier_id = (SELECT id FROM tier WHERE level = 1) WHERE id = $1", member);

    part(id, "first", 31_00);

    assertThat(pending(member)).isEqualTo((paid - 31_00) / 100 * 150 / 100);
  }

  @Test
  void a_fen_that_breaks_a_full_yuan_takes_its_point() {
    UUID member = fixture.member();
    UUID id = completed(member, 100_00);

    part(id, "fen", 1);
    part(id, "rest of the yuan", 99);

    assertThat(fixture.balance(member)).isEqualTo(99);
    assertThat(fixture.growth(member)).isEqualTo(99);
  }

  @Test
  void twenty_concurrent_parts_take_back_once_each() {
    UUID member = fixture.member();
    UUID id = completed(member, 100_00);

    OrderFixture.together(
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    database.transaction(
                        () -> refunds.refundPart(id, "part-" + i / 2, Money.ofFen(3_00), CAUSE)))
            .toList());

    assertThat(fixture.balance(member)).isEqualTo(70);
    assertThat(fixture.growth(member)).isEqualTo(70);
  }

  @Test
  void a_refund_of_a_part_that_fails_takes_nothing_back() {
    UUID member = fixture.member();
    UUID id = completed(member, 100_00);

    OrderFixture.together(
        List.of(
            database.transaction(
                () ->
                    refunds
                        .refundPart(id, "undone", Money.ofFen(50_00), CAUSE)
                        .chain(
                            () -> Uni.createFrom().<Void>failure(new IllegalStateException())))));

    assertThat(fixture.balance(member)).isEqualTo(100);
    assertThat(fixture.growth(member)).isEqualTo(100);
  }

  /** Refunds in any number and size; what tells of payment and completion comes at any time. */
  private record Story(int paidAt, int completedAt, boolean whole, List<Integer> parts) {}

  @Test
  void whenever_the_earning_comes_and_however_it_is_refunded_the_end_is_the_same() {
    Properties.forAll(stories(), 16, this::tell);
  }

  private static Arbitrary<Story> stories() {
    return net.jqwik.api.Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(false, false, true),
            Arbitraries.integers().between(1, 4000).list().ofMinSize(1).ofMaxSize(5))
        .as(Story::new);
  }

  private void tell(Story story) {
    UUID member = fixture.member();
    UUID id = fixture.paid(pickUp(member, fixture.sku(200_99, 10), 1));
    fixture.set(id, OrderStatus.COMPLETED);
    List<Runnable> steps = new ArrayList<>();
    for (int i = 0; i < story.parts().size(); i++) {
      int part = i;
      steps.add(() -> part(id, "part-" + part, story.parts().get(part)));
    }
    steps.add(Math.min(story.paidAt(), steps.size()), () -> catchUp(member, id));
    steps.add(Math.min(story.completedAt(), steps.size()), () -> catchUp(member, id));
    if (story.whole()) {
      steps.add(() -> whole(id));
    }
    for (Runnable step : steps) {
      step.run();
      assertThat(reconciliation.violations(member).await().indefinitely()).isEmpty();
    }
    long left = 200_99 - story.parts().stream().mapToInt(Integer::intValue).sum();
    long earned = story.whole() ? 0 : left / 100;
    assertThat(fixture.balance(member)).as("%s", story).isEqualTo(earned);
    assertThat(fixture.growth(member)).as("%s", story).isEqualTo(earned);
    steps.forEach(Runnable::run);
    assertThat(fixture.balance(member)).as("replayed %s", story).isEqualTo(earned);
    assertThat(fixture.growth(member)).as("replayed %s", story).isEqualTo(earned);
  }

  private UUID completed(UUID member, long fen) {
    UUID id = fixture.paid(order(member, fixture.sku(fen, 10), 1, List.of(), 0));
    complete(member, id);
    assertThat(fixture.balance(member)).isEqualTo(fen / 100);
    return id;
  }

  private void complete(UUID member, UUID id) {
    fixture.set(id, OrderStatus.COMPLETED);
    catchUp(member, id);
  }

  private void catchUp(UUID member, UUID id) {
    fixture.inTransaction(() -> rewards.catchUp(member, id));
  }

  private void part(UUID id, String key, long fen) {
    fixture.inTransaction(() -> refunds.refundPart(id, key, Money.ofFen(fen), CAUSE));
  }

  private void whole(UUID id) {
    fixture.inTransaction(() -> refunds.refundWhole(id, CAUSE));
  }

  private long pending(UUID member) {
    return fixture.number(
        """
        SELECT coalesce(sum(remaining), 0)::bigint FROM points_lot
        WHERE member_id = $1 AND state = 'PENDING'""",
        member);
  }
}
