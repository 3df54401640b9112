package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Background;
import io.siyu.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coupons that members show in stores and staff use there. */
@QuarkusTest
class CouponInStoreTest {

  @Inject StoreCodes codes;
  @Inject StoreVerification verification;
  @Inject CouponRevoking revoking;
  @Inject CouponUse use;
  @Inject Drawer drawer;
  @Inject Background background;
  @Inject MovableClock clock;

  private final UUID operator = Ids.next();

  @AfterEach
  void today_again() {
    clock.reset();
  }

  @Test
  void a_shown_code_uses_the_coupon_once_and_the_same_request_changes_nothing() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    UUID store = drawer.store();
    String code = shown(member, coupon);

    UUID used = verify(code, store, "k1");
    UUID again = verify(code.toLowerCase(), store, "k1");

    assertThat(used).isEqualTo(coupon);
    assertThat(again).isEqualTo(coupon);
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.USED);
    assertThat(drawer.history(coupon)).containsExactly(">ISSUED", "ISSUED>USED");
    assertThat(
            drawer.number(
                """
                SELECT count(*) FROM coupon_store_use
                WHERE coupon_id = $1 AND store_id = $2 AND operator_id = $3""",
                coupon,
                store,
                operator))
        .isEqualTo(1);
    assertThat(
            drawer.number(
                """
                SELECT count(*) FROM audit_entry
                WHERE action = 'verifyCouponInStore' AND subject = $1""",
                CouponView.ID.encode(coupon)))
        .isEqualTo(1);
    assertRefused("CODE_UNKNOWN", code, store);
    assertThat(
            drawer.number(
                """
                SELECT s.used_in_stores FROM coupon_template_stats s
                JOIN coupon c ON c.template_id = s.template_id WHERE c.id = $1""",
                coupon))
        .isEqualTo(1);
  }

  @Test
  void a_code_ends_after_its_minute_and_the_one_before_lives_its_own_out() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    UUID store = drawer.store();
    String first = shown(member, coupon);
    clock.advance(Duration.ofSeconds(50));
    String second = shown(member, coupon);
    assertThat(second).isNotEqualTo(first);

    clock.advance(Duration.ofSeconds(10));

    assertRefused("CODE_UNKNOWN", first, store);
    assertThat(verify(second, store, "k1")).isEqualTo(coupon);
  }

  @Test
  void another_code_of_a_used_coupon_is_worth_nothing() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    UUID store = drawer.store();
    String first = shown(member, coupon);
    String second = shown(member, coupon);
    verify(first, store, "k1");

    assertRefused("NOT_USABLE", second, store);
    assertThatThrownBy(() -> shown(member, coupon))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_USABLE"));
  }

  @Test
  void a_coupon_is_good_in_its_stores_alone_and_the_code_stays_good_there() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    UUID mine = drawer.store();
    UUID other = drawer.store();
    drawer.update("UPDATE coupon SET store_ids = $2 WHERE id = $1", coupon, List.of(mine));
    String code = shown(member, coupon);

    assertRefused("WRONG_STORE", code, other);
    assertThatThrownBy(() -> verify(code, Ids.next(), "k")).isInstanceOf(RequestFailure.class);

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
    assertThat(verify(code, mine, "k1")).isEqualTo(coupon);
  }

  @Test
  void what_was_held_taken_back_or_ended_meanwhile_is_refused_and_nothing_changes() {
    UUID member = drawer.member();
    UUID store = drawer.store();
    UUID held = drawer.coupon(member);
    UUID revoked = drawer.coupon(member);
    UUID ended = drawer.coupon(member);
    String heldCode = shown(member, held);
    String revokedCode = shown(member, revoked);
    String endedCode = shown(member, ended);
    await(use.hold(member, List.of(held), Ids.next(), drawer.now().plusSeconds(900)));
    await(
        revoking.revoke(operator, "k1", new RevokeCouponInput.Wanted(revoked, null, null, "发错了")));
    drawer.end(ended);

    assertRefused("NOT_USABLE", heldCode, store);
    assertRefused("NOT_USABLE", revokedCode, store);
    assertRefused("NOT_USABLE", endedCode, store);

    assertThat(drawer.status(held)).isEqualTo(CouponStatus.HELD);
    assertThat(drawer.status(revoked)).isEqualTo(CouponStatus.REVOKED);
    assertThat(
            drawer.number(
                "SELECT count(*) FROM coupon_store_use WHERE coupon_id = ANY($1)",
                List.of(held, revoked, ended)))
        .isZero();
  }

  @Test
  void only_the_owner_gets_a_code_and_only_for_what_can_be_used() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);

    assertThatThrownBy(() -> shown(drawer.member(), coupon)).isInstanceOf(RequestFailure.class);
    drawer.update("UPDATE coupon SET kind = 'FREE_SHIPPING' WHERE id = $1", coupon);
    assertThatThrownBy(() -> shown(member, coupon)).isInstanceOf(Refusal.class);
  }

  @Test
  void of_many_who_enter_one_code_and_one_order_exactly_one_has_the_coupon() {
    UUID member = drawer.member();
    UUID store = drawer.store();
    for (int round = 0; round < 5; round++) {
      UUID coupon = drawer.coupon(member);
      String code = shown(member, coupon);
      List<Uni<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        attempts.add(succeeds(verification.verify(Ids.next(), "test", code, store, "k" + i)));
        attempts.add(
            succeeds(use.hold(member, List.of(coupon), Ids.next(), drawer.now().plusSeconds(900))));
      }

      assertThat(Drawer.together(attempts)).filteredOn(won -> won).hasSize(1);
      assertThat(drawer.history(coupon)).hasSize(2);
    }
  }

  @Test
  void guessing_is_limited_by_operator() {
    UUID guesser = Ids.next();
    UUID store = drawer.store();
    for (int i = 0; i < 60; i++) {
      String guess = "0000%04d".formatted(i);
      assertThatThrownBy(
              () -> await(verification.verify(guesser, "test-" + guesser, guess, store, "k")))
          .isInstanceOf(Refusal.class);
    }
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    String code = shown(member, coupon);

    assertThatThrownBy(
            () -> await(verification.verify(guesser, "test-" + guesser, code, store, "k")))
        .isInstanceOf(RequestFailure.class);

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
  }

  @Test
  void codes_that_nobody_entered_are_removed() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    shown(member, coupon);
    clock.advance(StoreCodes.LIFE);

    background.run(StoreCodeJob.NAME);

    assertThat(drawer.number("SELECT count(*) FROM coupon_store_code WHERE coupon_id = $1", coupon))
        .isZero();
  }

  private String shown(UUID member, UUID coupon) {
    return await(codes.show(member, coupon)).code();
  }

  private UUID verify(String code, UUID store, String key) {
    return await(verification.verify(operator, "test-" + operator, code, store, key));
  }

  private void assertRefused(String expected, String code, UUID store) {
    assertThatThrownBy(() -> verify(code, store, Ids.next().toString()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(expected));
  }

  private static <T> Uni<Boolean> succeeds(Uni<T> work) {
    return work.map(done -> true).onFailure(Refusal.class).recoverWithItem(false);
  }
}
