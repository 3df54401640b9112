package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A gate that is behind is never believed, and catches up. */
@QuarkusTest
class GateRepairTest extends FlashSaleScenario {

  @Inject FlashSalePurchasing purchasing;
  @Inject GateRebuild rebuild;
  @Inject GateRepair repair;

  @Test
  void a_reservation_whose_attempt_died_goes_back_to_stock() {
    sale(1, 1);
    UUID member = member();
    reserve(member, "k1", Duration.ofMillis(1));
    assertThat(left()).isZero();

    awaitRepair(1);

    assertThat(refusal(member, 1, "k1")).isEqualTo("BOUGHT");
  }

  @Test
  void a_reservation_that_runs_out_is_handed_on_without_any_job() {
    sale(1, 1);
    reserve(member(), "k1", Duration.ofMillis(1));
    UUID next = member();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> refusal(next, 1, "k2").equals("BOUGHT"));
  }

  @Test
  void a_purchase_that_the_gate_was_not_told_of_is_found() {
    sale(2, 1);
    UUID member = member();
    GateAnswer reserved = reserve(member, "k1", Duration.ofMillis(1));
    UUID order = await(purchasing.withSlots(attempt(member, 1, "k1"), reserved.slots())).order();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              await(repair.repair(item));
              return order.equals(await(gate.dump(item)).order(reserved.slots().get(0)));
            });

    assertThat(left()).isEqualTo(1);
    assertThat(refusal(member, 1, "k2")).isEqualTo("LIMIT_REACHED");
    assertThat(buy(member, 1, "k1")).isEqualTo(order);
  }

  @Test
  void a_winner_whose_reservation_was_handed_on_still_gets_its_order() {
    sale(1, 1);
    UUID member = member();
    GateAnswer reserved = reserve(member, "k1", Duration.ofMillis(1));
    UUID order = await(purchasing.withSlots(attempt(member, 1, "k1"), reserved.slots())).order();

    // The slot is handed on, PostgreSQL refuses it, and the next one is told the truth.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> await(gate.dump(item)).order(1) != null || tryToBuy());

    assertThat(sold()).isEqualTo(1);
    assertThat(buy(member, 1, "k1")).isEqualTo(order);
  }

  @Test
  void a_release_that_the_gate_was_not_told_of_is_found() {
    sale(1, 1);
    UUID member = member();
    UUID order = buy(member, 1, "k1");
    await(
        database.transaction(
            () -> repository.release(order).chain(slots -> repository.uncount(item, member, 1))));
    assertThat(refusal(member(), 1, "k2")).isEqualTo("SOLD_OUT");

    awaitRepair(1);

    assertThat(refusal(member, 1, "k3")).isEqualTo("BOUGHT");
  }

  @Test
  void a_gate_that_believes_sold_units_free_cannot_sell_them_twice() {
    sale(3, 3);
    UUID first = buy(member(), 2, "k1");
    pretendAllFree();
    assertThat(left()).isEqualTo(3);

    UUID second = buy(member(), 1, "k2");

    assertThat(second).isNotEqualTo(first);
    assertThat(refusal(member(), 1, "k3")).isEqualTo("SOLD_OUT");
    assertThat(sold()).isEqualTo(3);
    assertThat(left()).isZero();
  }

  @Test
  void a_gate_that_has_forgotten_a_member_cannot_lift_the_limit() {
    sale(3, 1);
    UUID member = member();
    buy(member, 1, "k1");
    pretendAllFree();

    assertThat(refusal(member, 1, "k2")).isEqualTo("LIMIT_REACHED");

    assertThat(sold()).isEqualTo(1);
    awaitRepair(2);
  }

  private boolean tryToBuy() {
    assertThat(refusal(member(), 1, UUID.randomUUID().toString())).isEqualTo("SOLD_OUT");
    return false;
  }

  private GateAnswer reserve(UUID member, String key, Duration time) {
    await(rebuild.ensure(item));
    return await(gate.take(attempt(member, 1, key), Instant.now(), time, false));
  }

  /** What a rebuild does that reads just before purchases commit. */
  private void pretendAllFree() {
    SaleSnapshot truth = await(database.read(() -> repository.snapshot(item)));
    List<SaleSnapshot.Slot> free =
        truth.slots().stream().map(slot -> new SaleSnapshot.Slot(slot.number(), null)).toList();
    SaleSnapshot stale =
        new SaleSnapshot(
            truth.item(),
            truth.sale(),
            truth.opensAt(),
            truth.closesAt(),
            truth.perMemberLimit(),
            free,
            List.of());
    emptyRedis();
    UUID owner = UUID.randomUUID();
    await(gate.lock(item, owner, Duration.ofMinutes(1)));
    assertThat(await(gate.build(owner, owner, stale, Duration.ofMinutes(1)))).isTrue();
  }

  private void awaitRepair(int left) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              await(repair.repair(item));
              return left() == left;
            });
  }
}
