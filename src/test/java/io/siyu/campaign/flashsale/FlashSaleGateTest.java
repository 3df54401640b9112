package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.order.DeliveryChoice;
import io.siyu.order.DeliveryKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The gate alone: what it decides, and that it never believes anything it cannot know. */
@QuarkusTest
class FlashSaleGateTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Instant OPENS = Instant.parse("2026-03-04T12:00:00Z");
  private static final Instant NOW = OPENS.plusSeconds(60);
  private static final Instant CLOSES = OPENS.plusSeconds(3600);
  private static final DeliveryChoice DELIVERY =
      new DeliveryChoice(DeliveryKind.DELIVERY, null, "果果", "13800000000", "上海市");

  @Inject FlashSaleGate gate;
  @Inject ReactiveRedisDataSource redis;

  private final UUID item = UUID.randomUUID();
  private final UUID sale = UUID.randomUUID();
  private final UUID member = UUID.randomUUID();

  @Test
  void a_missing_gate_says_so_to_every_question() {
    assertThat(take(member, "k1", 1).verdict()).isEqualTo(GateVerdict.MISSING);
    assertThat(await(gate.left(item))).isNull();
    assertThat(await(gate.dump(item))).isNull();
    assertThat(await(gate.giveBack(item, "none", List.of()))).isFalse();
    await(gate.release(item, UUID.randomUUID(), List.of(1)));
    assertThat(await(gate.left(item))).isNull();
  }

  @Test
  void slots_go_out_once_until_nothing_is_left() {
    build(5, 5);

    Set<Integer> slots = new HashSet<>(take(member, "k1", 3).slots());
    slots.addAll(take(UUID.randomUUID(), "k2", 2).slots());

    assertThat(slots).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    GateAnswer refused = take(UUID.randomUUID(), "k3", 1);
    assertThat(refused.verdict()).isEqualTo(GateVerdict.SOLD_OUT);
    assertThat(refused.left()).isZero();
  }

  @Test
  void more_than_is_left_is_refused_and_takes_nothing() {
    build(2, 2);
    take(member, "k1", 1);

    GateAnswer refused = take(UUID.randomUUID(), "k2", 2);

    assertThat(refused.verdict()).isEqualTo(GateVerdict.SOLD_OUT);
    assertThat(refused.left()).isEqualTo(1);
    assertThat(await(gate.left(item))).isEqualTo(1);
  }

  @Test
  void the_window_is_closed_before_it_opens_and_from_its_end_on() {
    build(5, 5);

    GateAnswer early =
        await(gate.take(attempt(member, "k1", 1), OPENS.minusMillis(1), LONG, false));
    GateAnswer late = await(gate.take(attempt(member, "k1", 1), CLOSES, LONG, false));

    assertThat(early.verdict()).isEqualTo(GateVerdict.NOT_OPEN);
    assertThat(early.at()).isEqualTo(OPENS);
    assertThat(late.verdict()).isEqualTo(GateVerdict.OVER);
    assertThat(await(gate.left(item))).isEqualTo(5);
  }

  @Test
  void a_member_holds_no_more_than_the_limit_over_all_attempts() {
    build(9, 3);
    take(member, "k1", 2);

    GateAnswer refused = take(member, "k2", 2);

    assertThat(refused.verdict()).isEqualTo(GateVerdict.LIMIT);
    assertThat(refused.left()).isEqualTo(1);
    assertThat(take(member, "k3", 1).verdict()).isEqualTo(GateVerdict.RESERVED);
    assertThat(take(UUID.randomUUID(), "k4", 3).verdict()).isEqualTo(GateVerdict.RESERVED);
  }

  @Test
  void a_retry_is_recognised_before_and_after_the_purchase_even_when_all_is_over() {
    build(1, 1);
    GateAnswer first = take(member, "k1", 1);
    UUID order = UUID.randomUUID();

    GateAnswer retry = take(member, "k1", 1);
    assertThat(retry.token()).isEqualTo(first.token());
    assertThat(retry.slots()).isEqualTo(first.slots());
    assertThat(await(gate.sold(first.token(), purchase(member, "k1", 1, order, first.slots()))))
        .isTrue();

    GateAnswer later = await(gate.take(attempt(member, "k1", 1), CLOSES, LONG, false));
    assertThat(later.verdict()).isEqualTo(GateVerdict.BOUGHT);
    assertThat(later.order()).isEqualTo(order);
    assertThat(take(member, "k1", 2).verdict()).isEqualTo(GateVerdict.KEY_REUSED);
  }

  @Test
  void what_is_given_back_can_be_taken_again() {
    build(1, 1);
    GateAnswer first = take(member, "k1", 1);

    assertThat(await(gate.giveBack(item, first.token(), List.of()))).isTrue();

    assertThat(await(gate.left(item))).isEqualTo(1);
    assertThat(await(gate.giveBack(item, first.token(), List.of()))).isFalse();
    assertThat(await(gate.left(item))).isEqualTo(1);
    assertThat(take(member, "k1", 1).verdict()).isEqualTo(GateVerdict.RESERVED);
    assertThat(take(member, "k2", 1).verdict()).isEqualTo(GateVerdict.LIMIT);
  }

  @Test
  void a_slot_that_turns_out_to_be_sold_is_not_handed_out_again() {
    build(2, 2);
    GateAnswer first = take(member, "k1", 1);
    int slot = first.slots().get(0);
    UUID owner = UUID.randomUUID();

    await(
        gate.giveBack(item, first.token(), List.of(new SoldSlot(slot, UUID.randomUUID(), owner))));

    assertThat(await(gate.left(item))).isEqualTo(1);
    assertThat(take(member, "k1", 1).slots()).doesNotContain(slot);
    assertThat(take(owner, "k9", 2).verdict()).isEqualTo(GateVerdict.LIMIT);
  }

  @Test
  void a_reservation_that_ran_out_goes_to_the_next_and_its_key_is_sent_to_the_database() {
    build(1, 1);
    await(gate.take(attempt(member, "k1", 1), NOW, Duration.ofMillis(1), false));
    UUID next = UUID.randomUUID();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> take(next, "k2", 1).verdict() == GateVerdict.RESERVED);

    assertThat(take(member, "k1", 1).verdict()).isEqualTo(GateVerdict.UNSETTLED);
    assertThat(await(gate.take(attempt(member, "k1", 1), NOW, LONG, true)).verdict())
        .isEqualTo(GateVerdict.SOLD_OUT);
  }

  @Test
  void a_rebuilt_gate_refuses_the_tokens_of_older_generations() {
    build(2, 2);
    GateAnswer old = take(member, "k1", 1);

    build(2, 2);

    UUID order = UUID.randomUUID();
    assertThat(await(gate.sold(old.token(), purchase(member, "k1", 1, order, old.slots()))))
        .isFalse();
    assertThat(await(gate.giveBack(item, old.token(), List.of()))).isFalse();
    assertThat(await(gate.left(item))).isEqualTo(2);
    assertThat(take(member, "k1", 1).token()).isNotEqualTo(old.token());
  }

  @Test
  void a_rebuilt_gate_knows_what_was_sold_and_to_whom() {
    UUID order = UUID.randomUUID();
    Purchase known = purchase(member, "k1", 1, order, List.of(2));
    await(gate.lock(item, sale, LONG));
    List<SaleSnapshot.Slot> slots =
        List.of(
            new SaleSnapshot.Slot(1, null),
            new SaleSnapshot.Slot(2, new SoldSlot(2, order, member)));

    await(gate.build(sale, UUID.randomUUID(), snapshot(slots, List.of(known), 1), LONG));

    assertThat(await(gate.left(item))).isEqualTo(1);
    assertThat(take(member, "k1", 1).order()).isEqualTo(order);
    assertThat(take(member, "k2", 1).verdict()).isEqualTo(GateVerdict.LIMIT);
  }

  @Test
  void a_release_frees_the_orders_own_slots_once() {
    build(2, 2);
    UUID order = UUID.randomUUID();
    GateAnswer first = take(member, "k1", 2);
    await(gate.sold(first.token(), purchase(member, "k1", 2, order, first.slots())));

    await(gate.release(item, UUID.randomUUID(), first.slots()));
    assertThat(await(gate.left(item))).isZero();
    await(gate.release(item, order, first.slots()));
    await(gate.release(item, order, first.slots()));

    assertThat(await(gate.left(item))).isEqualTo(2);
    assertThat(take(member, "k2", 2).slots()).hasSize(2);
    assertThat(take(UUID.randomUUID(), "k3", 1).verdict()).isEqualTo(GateVerdict.SOLD_OUT);
  }

  @Test
  void a_thousand_at_once_get_each_slot_once() {
    build(40, 1);

    List<Uni<GateAnswer>> attempts = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      attempts.add(gate.take(attempt(UUID.randomUUID(), "k", 1), NOW, LONG, false));
    }
    List<GateAnswer> answers =
        await(Uni.join().all(attempts).usingConcurrencyOf(100).andFailFast());

    assertThat(answers.stream().flatMap(answer -> answer.slots().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  void only_the_one_who_holds_the_lock_builds() {
    UUID winner = UUID.randomUUID();
    UUID loser = UUID.randomUUID();

    assertThat(await(gate.lock(item, winner, LONG))).isEqualTo("LOCKED");
    assertThat(await(gate.lock(item, loser, LONG))).isEqualTo("BUSY");
    assertThat(await(gate.build(loser, loser, snapshot(free(3), List.of(), 1), LONG))).isFalse();
    assertThat(take(member, "k1", 1).verdict()).isEqualTo(GateVerdict.MISSING);
    assertThat(await(gate.build(winner, winner, snapshot(free(3), List.of(), 1), LONG))).isTrue();
    assertThat(await(gate.lock(item, loser, LONG))).isEqualTo("BUILT");
  }

  private void build(int stock, int limit) {
    UUID owner = UUID.randomUUID();
    // A gate that stands is dropped first, as FLUSHALL does.
    await(redis.execute("DEL", "siyu:flash-sale:{" + item + "}:gate").replaceWith(true));
    assertThat(await(gate.lock(item, owner, LONG))).isEqualTo("LOCKED");
    assertThat(
            await(
                gate.build(
                    owner, UUID.randomUUID(), snapshot(free(stock), List.of(), limit), LONG)))
        .isTrue();
  }

  private static List<SaleSnapshot.Slot> free(int stock) {
    return IntStream.rangeClosed(1, stock)
        .mapToObj(number -> new SaleSnapshot.Slot(number, null))
        .toList();
  }

  private SaleSnapshot snapshot(
      List<SaleSnapshot.Slot> slots, List<Purchase> purchases, int limit) {
    return new SaleSnapshot(item, sale, OPENS, CLOSES, limit, slots, purchases);
  }

  private GateAnswer take(UUID buyer, String key, int quantity) {
    return await(gate.take(attempt(buyer, key, quantity), NOW, LONG, false));
  }

  private FlashSaleAttempt attempt(UUID buyer, String key, int quantity) {
    return new FlashSaleAttempt(buyer, item, quantity, DELIVERY, key);
  }

  private Purchase purchase(UUID buyer, String key, int quantity, UUID order, List<Integer> slots) {
    String input = attempt(buyer, key, quantity).fingerprint().hex();
    return new Purchase(item, sale, buyer, key, input, order, slots);
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(30));
  }
}
