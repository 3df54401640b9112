package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponCodeTest {

  @Inject CouponCodeBatches batches;
  @Inject CodeRedemption redemption;
  @Inject Drawer drawer;
  @Inject CodePress press;
  @Inject MovableClock clock;

  @AfterEach
  void today_again() {
    clock.reset();
  }

  @Test
  void a_code_gives_its_coupon_once_and_the_same_one_for_the_same_request() {
    UUID offer = press.offer(10, 5);
    CouponCodeBatch batch = press.made(offer, 3, null);
    String code = press.codes(batch).get(0);
    UUID member = drawer.member();

    UUID coupon = redeem(member, code, "k1");
    UUID again = redeem(member, CouponCodes.shown(code).toLowerCase(), "k1");

    assertThat(again).isEqualTo(coupon);
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
    assertThat(drawer.history(coupon)).containsExactly(">ISSUED");
    assertRefused("ALREADY_REDEEMED", member, code, "k2");
    assertRefused("ALREADY_REDEEMED", drawer.member(), code, "k1");
    assertRefused("IDEMPOTENCY_KEY_REUSED", member, press.codes(batch).get(1), "k1");
    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(await(batches.get(batch.batchId())).redeemed()).isEqualTo(1);
    assertThat(drawer.taken(offer)).isEqualTo(1);
  }

  @Test
  void copies_are_set_aside_when_codes_are_made_and_not_counted_again() {
    UUID offer = press.offer(10, 5);

    CouponCodeBatch batch = press.made(offer, 10, null);
    redeem(drawer.member(), press.codes(batch).get(0), "k1");

    assertThat(drawer.issued(offer)).isEqualTo(10);
    assertThatThrownBy(() -> press.made(offer, 1, null)).hasMessageContaining("0 copies");
  }

  @Test
  void a_wrong_code_is_refused_and_nothing_changes() {
    UUID offer = press.offer(10, 1);
    CouponCodeBatch batch = press.made(offer, 2, null);
    UUID member = drawer.member();
    String unknown = new CouponCodes().make(1).get(0);

    assertRefused("NOT_FOUND", member, unknown, "k1");
    assertRefused("MISTYPED", member, press.codes(batch).get(0).substring(1), "k1");

    assertUnchanged(offer, batch, member);
  }

  @Test
  void a_member_at_the_limit_keeps_the_code_for_somebody_else() {
    UUID offer = press.offer(10, 1);
    CouponCodeBatch batch = press.made(offer, 2, null);
    UUID member = drawer.member();
    redeem(member, press.codes(batch).get(0), "k1");

    assertRefused("LIMIT_REACHED", member, press.codes(batch).get(1), "k2");

    assertThat(await(batches.get(batch.batchId())).redeemed()).isEqualTo(1);
    assertThat(redeem(drawer.member(), press.codes(batch).get(1), "k1")).isNotNull();
  }

  @Test
  void codes_end_with_their_batch_when_it_is_switched_off_and_with_their_offer() {
    Instant now = drawer.now();
    UUID offer = press.offer(10, 1);
    CouponCodeBatch ending = press.made(offer, 1, now.plus(Duration.ofDays(1)));
    CouponCodeBatch off = press.made(offer, 1, null);
    drawer.update("UPDATE coupon_code_batch SET disabled_at = now() WHERE id = $1", off.batchId());
    UUID closing =
        drawer.offer(
            1,
            1,
            Set.of(IssueWay.CODE),
            now.minusSeconds(1),
            now.plus(Duration.ofDays(1)),
            CouponValidity.ofDays(7));
    CouponCodeBatch closed = press.made(closing, 1, null);
    UUID member = drawer.member();

    assertRefused("ENDED", member, press.codes(off).get(0), "k1");
    clock.advance(Duration.ofDays(1));
    assertRefused("ENDED", member, press.codes(ending).get(0), "k1");
    assertRefused("ENDED", member, press.codes(closed).get(0), "k1");

    assertUnchanged(offer, ending, member);
    assertUnchanged(closing, closed, member);
  }

  @Test
  void guessing_is_limited_by_member_whatever_the_guesses_are() {
    UUID member = drawer.member();
    List<String> guesses = new CouponCodes().make(19);
    for (String guess : guesses) {
      assertRefused("NOT_FOUND", member, guess, "k1");
    }
    assertRefused("MISTYPED", member, "no code", "k1");
    CouponCodeBatch batch = press.made(press.offer(10, 1), 1, null);

    assertThatThrownBy(() -> redeem(member, press.codes(batch).get(0), "k1"))
        .isInstanceOf(RequestFailure.class)
        .hasMessageContaining("Try again in");

    assertThat(await(batches.get(batch.batchId())).redeemed()).isZero();
    assertThat(redeem(drawer.member(), press.codes(batch).get(0), "k1")).isNotNull();
  }

  @Test
  void guessing_is_limited_by_address_whoever_guesses() {
    String address = "test-" + Ids.next();
    List<String> guesses = new CouponCodes().make(500);
    List<UUID> members = drawer.members(26);
    for (int i = 0; i < guesses.size(); i++) {
      String guess = guesses.get(i);
      UUID member = members.get(i / 20);
      assertThatThrownBy(() -> await(redemption.redeem(member, address, guess, "k")))
          .isInstanceOf(Refusal.class);
    }

    assertThatThrownBy(
            () -> await(redemption.redeem(members.get(25), address, guesses.get(0), "k")))
        .isInstanceOf(RequestFailure.class);
  }

  @Test
  void of_fifty_who_come_with_one_code_one_gets_the_coupon() {
    UUID offer = press.offer(10, 1);
    CouponCodeBatch batch = press.made(offer, 1, null);
    String code = press.codes(batch).get(0);

    List<Uni<Boolean>> attempts = new ArrayList<>();
    for (UUID member : drawer.members(50)) {
      attempts.add(
          redemption
              .redeem(member, "test-" + member, code, "k1")
              .map(coupon -> true)
              .onFailure(Refusal.class)
              .recoverWithItem(false));
    }

    assertThat(Drawer.together(attempts)).filteredOn(got -> got).hasSize(1);
    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(await(batches.get(batch.batchId())).redeemed()).isEqualTo(1);
  }

  @Test
  void the_database_itself_refuses_to_redeem_twice() {
    CouponCodeBatch batch = press.made(press.offer(10, 1), 2, null);
    UUID coupon = redeem(drawer.member(), press.codes(batch).get(0), "k1");

    assertThatThrownBy(
            () ->
                drawer.update(
                    """
                    UPDATE coupon_code SET coupon_id = $2, redeemed_at = now()
                    WHERE batch_id = $1 AND number = 2""",
                    batch.batchId(),
                    coupon))
        .hasMessageContaining("coupon_code_one_coupon");
  }

  private UUID redeem(UUID member, String code, String key) {
    return await(redemption.redeem(member, "test-" + member, code, key));
  }

  private void assertRefused(String expected, UUID member, String code, String key) {
    assertThatThrownBy(() -> redeem(member, code, key))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(expected));
  }

  private void assertUnchanged(UUID offer, CouponCodeBatch batch, UUID member) {
    assertThat(drawer.copies(offer)).isZero();
    assertThat(drawer.taken(offer)).isZero();
    assertThat(drawer.idempotencyRecords(member)).isZero();
    assertThat(await(batches.get(batch.batchId())).redeemed()).isZero();
  }
}
