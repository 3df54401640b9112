package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponIssuingTest {

  @Inject CouponIssuing issuing;
  @Inject CouponUse use;
  @Inject Drawer drawer;
  @Inject Database database;

  @Test
  void a_claim_gives_the_member_a_copy_of_the_terms() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(10, 1);
    Instant before = drawer.now();

    UUID coupon = await(issuing.claim(member, offer, "k1"));
    drawer.update(
        "UPDATE coupon_template SET name = '改名', amount_off_fen = 1 WHERE id = $1", offer);

    CouponTerms terms = await(use.terms(member, List.of(coupon))).get(0);
    assertThat(terms.name()).isEqualTo("满199减30");
    assertThat(terms.kind()).isEqualTo(CouponKind.FIXED_OFF);
    assertThat(terms.threshold()).isEqualTo(Money.ofFen(19900));
    assertThat(terms.amountOff()).isEqualTo(Money.ofFen(3000));
    assertThat(terms.cap()).isNull();
    assertThat(terms.status()).isEqualTo(CouponStatus.ISSUED);
    assertThat(terms.validFrom()).isBetween(before, drawer.now());
    assertThat(terms.validTo()).isEqualTo(terms.validFrom().plus(Duration.ofDays(7)));
    assertThat(drawer.history(coupon)).containsExactly(">ISSUED");
    assertThat(drawer.issued(offer)).isEqualTo(1);
    assertThat(drawer.taken(offer)).isEqualTo(1);
  }

  @Test
  void a_fixed_validity_is_kept() {
    UUID member = drawer.member();
    Instant from = drawer.now().plus(Duration.ofDays(1));
    Instant to = from.plus(Duration.ofDays(2));
    UUID offer =
        drawer.offer(
            1, 1, Set.of(IssueWay.PUBLIC), drawer.now(), null, CouponValidity.fixed(from, to));

    UUID coupon = await(issuing.claim(member, offer, "k1"));

    CouponTerms terms = await(use.terms(member, List.of(coupon))).get(0);
    assertThat(terms.validFrom()).isEqualTo(from);
    assertThat(terms.validTo()).isEqualTo(to);
    assertThat(await(use.usable(member))).isEmpty();
  }

  @Test
  void a_repeated_claim_gives_the_same_coupon() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(10, 5);

    UUID first = await(issuing.claim(member, offer, "k1"));
    UUID again = await(issuing.claim(member, offer, "k1"));
    UUID another = await(issuing.claim(member, offer, "k2"));

    assertThat(again).isEqualTo(first);
    assertThat(another).isNotEqualTo(first);
    assertThat(drawer.copies(offer)).isEqualTo(2);
    assertThat(drawer.issued(offer)).isEqualTo(2);
  }

  @Test
  void a_repeated_claim_gives_its_coupon_even_when_nothing_is_left_for_others() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(1, 1);
    UUID coupon = await(issuing.claim(member, offer, "k1"));

    assertThat(await(issuing.claim(member, offer, "k1"))).isEqualTo(coupon);
    assertThat(drawer.issued(offer)).isEqualTo(1);
  }

  @Test
  void a_key_used_for_another_offer_is_refused() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(10, 1);
    UUID other = drawer.offer(10, 1);
    await(issuing.claim(member, offer, "k1"));

    assertRefused("IDEMPOTENCY_KEY_REUSED", member, other, "k1");

    assertThat(drawer.copies(other)).isZero();
    assertThat(drawer.taken(other)).isZero();
  }

  @Test
  void two_members_may_use_the_same_key() {
    UUID offer = drawer.offer(10, 1);

    UUID one = await(issuing.claim(drawer.member(), offer, "k1"));
    UUID two = await(issuing.claim(drawer.member(), offer, "k1"));

    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void a_sold_out_offer_refuses_and_nothing_changes() {
    UUID offer = drawer.offer(1, 1);
    await(issuing.claim(drawer.member(), offer, "k1"));
    UUID late = drawer.member();

    assertRefused("SOLD_OUT", late, offer, "k1");

    assertUnchanged(offer, late, 1);
  }

  @Test
  void a_member_at_the_limit_is_refused_and_nothing_changes() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(10, 2);
    await(issuing.claim(member, offer, "k1"));
    await(issuing.claim(member, offer, "k2"));

    assertRefused("LIMIT_REACHED", member, offer, "k3");

    assertThat(drawer.copies(offer)).isEqualTo(2);
    assertThat(drawer.issued(offer)).isEqualTo(2);
    assertThat(drawer.taken(offer)).isEqualTo(2);
    assertThat(drawer.idempotencyRecords(member)).isEqualTo(2);
  }

  @Test
  void an_offer_that_opens_later_says_when() {
    UUID member = drawer.member();
    Instant opens = drawer.now().plus(Duration.ofHours(1));
    UUID offer = drawer.offer(1, 1, Set.of(IssueWay.PUBLIC), opens, null, CouponValidity.ofDays(1));

    assertThatThrownBy(() -> await(issuing.claim(member, offer, "k1")))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("NOT_OPEN");
              assertThat(refusal.facts()).containsEntry("opensAt", opens);
            });

    assertUnchanged(offer, member, 0);
  }

  @Test
  void an_offer_that_is_over_refuses() {
    UUID member = drawer.member();
    Instant now = drawer.now();
    UUID closed =
        drawer.offer(
            1,
            1,
            Set.of(IssueWay.PUBLIC),
            now.minusSeconds(60),
            now.minusSeconds(1),
            CouponValidity.ofDays(1));
    UUID stale =
        drawer.offer(
            1,
            1,
            Set.of(IssueWay.PUBLIC),
            now.minusSeconds(60),
            null,
            CouponValidity.fixed(now.minusSeconds(60), now.minusSeconds(1)));

    assertRefused("ENDED", member, closed, "k1");
    assertRefused("ENDED", member, stale, "k1");

    assertUnchanged(closed, member, 0);
    assertUnchanged(stale, member, 0);
  }

  @Test
  void only_public_offers_can_be_claimed() {
    UUID member = drawer.member();
    UUID granted =
        drawer.offer(1, 1, Set.of(IssueWay.GRANT), drawer.now(), null, CouponValidity.ofDays(1));

    assertRefused("NOT_FOUND", member, granted, "k1");
    assertRefused("NOT_FOUND", member, Ids.next(), "k1");

    assertUnchanged(granted, member, 0);
  }

  @Test
  void someone_who_is_no_member_gets_nothing() {
    UUID offer = drawer.offer(1, 1);

    assertThatThrownBy(() -> await(issuing.claim(Ids.next(), offer, "k1")))
        .isInstanceOf(RequestFailure.class);

    assertThat(drawer.copies(offer)).isZero();
  }

  @Test
  void a_grant_obeys_quota_limit_and_way() {
    UUID member = drawer.member();
    UUID last = drawer.offer(1, 1);
    UUID onlyPublic =
        drawer.offer(1, 1, Set.of(IssueWay.PUBLIC), drawer.now(), null, CouponValidity.ofDays(1));
    await(issuing.grant(member, last, CouponSource.JOURNEY, "a"));

    assertGrantRefused("LIMIT_REACHED", member, last);
    assertGrantRefused("SOLD_OUT", drawer.member(), last);
    assertGrantRefused("NOT_FOUND", member, onlyPublic);

    assertThat(drawer.copies(last)).isEqualTo(1);
    assertThat(drawer.copies(onlyPublic)).isZero();
  }

  @Test
  void a_grant_falls_with_its_callers_transaction() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(1, 1);

    assertThatThrownBy(
            () ->
                await(
                    database.transaction(
                        () ->
                            issuing
                                .grant(member, offer, CouponSource.BENEFIT, "a")
                                .chain(
                                    () ->
                                        Uni.createFrom()
                                            .<Void>failure(new IllegalStateException("later"))))))
        .isInstanceOf(IllegalStateException.class);

    assertUnchanged(offer, member, 0);
  }

  @Test
  void the_database_itself_refuses_to_issue_more_than_there_are() {
    UUID offer = drawer.offer(5, 1);

    assertThatThrownBy(
            () -> drawer.update("UPDATE coupon_template SET issued = 6 WHERE id = $1", offer))
        .hasMessageContaining("coupon_template_quota");
  }

  private void assertRefused(String code, UUID member, UUID offer, String key) {
    assertThatThrownBy(() -> await(issuing.claim(member, offer, key)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private void assertGrantRefused(String code, UUID member, UUID offer) {
    assertThatThrownBy(() -> await(issuing.grant(member, offer, CouponSource.JOURNEY, "b")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private void assertUnchanged(UUID offer, UUID member, long issued) {
    assertThat(drawer.issued(offer)).isEqualTo(issued);
    assertThat(drawer.copies(offer)).isEqualTo(issued);
    assertThat(drawer.taken(offer)).isEqualTo(issued);
    assertThat(drawer.idempotencyRecords(member)).isZero();
  }
}
