package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static io.siyu.coupon.Drawer.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponUseTest {

  @Inject CouponUse use;
  @Inject Drawer drawer;
  @Inject Database database;

  private final UUID order = Ids.next();

  @Test
  void a_coupon_is_held_then_used_then_given_back_after_the_refund() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);

    await(hold(member, coupon));
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.HELD);
    assertThat(await(use.usable(member))).isEmpty();

    await(use.use(order));
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.USED);

    await(use.returnAfterRefund(order));
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
    assertThat(await(use.usable(member))).extracting(CouponTerms::couponId).containsExactly(coupon);
    assertThat(drawer.history(coupon))
        .containsExactly(">ISSUED", "ISSUED>HELD", "HELD>USED", "USED>ISSUED");
  }

  @Test
  void a_cancelled_order_gives_its_coupon_back() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    await(hold(member, coupon));

    await(use.release(order));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
    await(use.hold(member, List.of(coupon), Ids.next(), drawer.now()));
  }

  @Test
  void a_coupon_that_ended_while_it_was_held_comes_back_expired() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    await(hold(member, coupon));
    drawer.end(coupon);

    await(use.release(order));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.EXPIRED);
    assertThat(drawer.history(coupon)).endsWith("HELD>EXPIRED");
  }

  @Test
  void a_coupon_that_ended_after_it_was_used_comes_back_expired() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    await(hold(member, coupon));
    await(use.use(order));
    drawer.end(coupon);

    await(use.returnAfterRefund(order));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.EXPIRED);
    assertThat(drawer.history(coupon)).endsWith("USED>EXPIRED");
  }

  @Test
  void a_hold_taken_while_valid_is_honoured_after_the_validity() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    await(hold(member, coupon));
    drawer.end(coupon);

    await(use.use(order));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.USED);
  }

  @Test
  void expiry_is_checked_at_use_and_not_only_by_the_job() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    drawer.end(coupon);

    assertHoldRefused(member, coupon);

    assertThat(await(use.usable(member))).isEmpty();
    assertThat(drawer.history(coupon)).doesNotContain("ISSUED>HELD");
  }

  @Test
  void a_coupon_that_is_not_yet_valid_cannot_be_held() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    drawer.update(
        "UPDATE coupon SET valid_from = $2 WHERE id = $1",
        coupon,
        drawer.now().plus(Duration.ofHours(1)));

    assertHoldRefused(member, coupon);

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
  }

  @Test
  void someone_elses_coupon_can_neither_be_read_nor_held() {
    UUID stranger = drawer.member();
    UUID coupon = drawer.coupon(drawer.member());

    assertHoldRefused(stranger, coupon);

    assertThat(await(use.terms(stranger, List.of(coupon)))).isEmpty();
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
  }

  @Test
  void a_used_coupon_cannot_be_held_again() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    await(hold(member, coupon));
    await(use.use(order));

    assertHoldRefused(member, coupon);

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.USED);
  }

  @Test
  void two_coupons_are_held_together_or_not_at_all() {
    UUID member = drawer.member();
    UUID good = drawer.coupon(member);
    UUID ended = drawer.coupon(member);
    drawer.end(ended);

    assertThatThrownBy(() -> await(use.hold(member, List.of(good, ended), order, drawer.now())))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("COUPON_NOT_USABLE");
              assertThat(refusal.facts()).containsEntry("couponId", ended);
            });

    assertThat(drawer.status(good)).isEqualTo(CouponStatus.ISSUED);
    assertThat(drawer.history(good)).containsExactly(">ISSUED");
  }

  @Test
  void an_order_uses_all_of_its_coupons_and_none_of_others() {
    UUID member = drawer.member();
    UUID one = drawer.coupon(member);
    UUID two = drawer.coupon(member);
    UUID other = drawer.coupon(member);
    await(use.hold(member, List.of(one, two, one), order, drawer.now()));
    await(use.hold(member, List.of(other), Ids.next(), drawer.now()));

    await(use.use(order));

    assertThat(drawer.status(one)).isEqualTo(CouponStatus.USED);
    assertThat(drawer.status(two)).isEqualTo(CouponStatus.USED);
    assertThat(drawer.status(other)).isEqualTo(CouponStatus.HELD);
  }

  @Test
  void of_twenty_orders_at_once_one_gets_the_coupon() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    List<Uni<Boolean>> orders =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    use.hold(member, List.of(coupon), Ids.next(), drawer.now())
                        .replaceWith(true)
                        .onFailure(Refusal.class)
                        .recoverWithItem(false))
            .toList();

    assertThat(together(orders)).filteredOn(success -> success).hasSize(1);

    assertThat(drawer.history(coupon)).containsExactly(">ISSUED", "ISSUED>HELD");
  }

  @Test
  void payment_and_cancellation_at_once_leave_one_outcome() {
    UUID member = drawer.member();
    for (int i = 0; i < 20; i++) {
      UUID coupon = drawer.coupon(member);
      UUID contested = Ids.next();
      await(use.hold(member, List.of(coupon), contested, drawer.now()));

      together(List.of(use.use(contested), use.release(contested)));

      assertThat(drawer.history(coupon)).hasSize(3);
      assertThat(drawer.history(coupon).get(2)).isIn("HELD>USED", "HELD>ISSUED");
    }
  }

  @Test
  void repeating_a_step_changes_nothing() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    await(hold(member, coupon));

    await(use.use(order));
    await(use.use(order));
    await(use.release(order));
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.USED);

    await(use.returnAfterRefund(order));
    await(use.returnAfterRefund(order));
    await(use.use(order));
    await(use.release(order));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
    assertThat(drawer.history(coupon))
        .containsExactly(">ISSUED", "ISSUED>HELD", "HELD>USED", "USED>ISSUED");
  }

  @Test
  void a_hold_falls_with_its_callers_transaction() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);

    assertThatThrownBy(
            () ->
                await(
                    database.transaction(
                        () ->
                            hold(member, coupon)
                                .chain(
                                    () ->
                                        Uni.createFrom()
                                            .<Void>failure(new IllegalStateException("later"))))))
        .isInstanceOf(IllegalStateException.class);

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
  }

  @Test
  void the_database_allows_exactly_the_transitions_that_the_enum_names() {
    UUID coupon = drawer.coupon(drawer.member());
    for (CouponStatus from : CouponStatus.values()) {
      for (CouponStatus to : CouponStatus.values()) {
        assertThat(isAccepted(coupon, from, to))
            .as("%s to %s", from, to)
            .isEqualTo(from.successors().contains(to));
      }
    }
  }

  private boolean isAccepted(UUID coupon, CouponStatus from, CouponStatus to) {
    try {
      drawer.update(
          """
          INSERT INTO coupon_transition (coupon_id, from_status, to_status, cause, at)
          VALUES ($1, $2, $3, 'TEST', now())""",
          coupon,
          from,
          to);
      return true;
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("coupon_transition_allowed");
      return false;
    }
  }

  private Uni<Void> hold(UUID member, UUID coupon) {
    return use.hold(member, List.of(coupon), order, drawer.now().plusSeconds(900));
  }

  private void assertHoldRefused(UUID member, UUID coupon) {
    assertThatThrownBy(() -> await(use.hold(member, List.of(coupon), Ids.next(), drawer.now())))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("COUPON_NOT_USABLE"));
  }
}
