package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offers that are not meant for everybody. */
@QuarkusTest
class CouponAudienceTest {

  private static final Set<IssueWay> WAYS =
      Set.of(IssueWay.PUBLIC, IssueWay.GRANT, IssueWay.CODE, IssueWay.POINTS);

  @Inject CouponIssuing issuing;
  @Inject CouponGrants grants;
  @Inject CodeRedemption redemption;
  @Inject ClaimableCoupons claimable;
  @Inject CouponTemplates templates;
  @Inject CodePress press;
  @Inject Drawer drawer;
  @Inject MovableClock clock;

  @AfterEach
  void today_again() {
    clock.reset();
  }

  @Test
  void an_offer_for_higher_tiers_is_shown_to_all_and_had_by_those_alone() {
    UUID low = drawer.member();
    UUID high = drawer.member();
    drawer.raise(high);
    UUID offer = offer(new CouponAudience(drawer.level(high), null, false));

    assertThat(state(low, offer)).isEqualTo(ClaimState.TIER_TOO_LOW);
    assertThat(state(high, offer)).isEqualTo(ClaimState.CLAIMABLE);
    assertThat(state(null, offer)).isEqualTo(ClaimState.CLAIMABLE);
    assertThat(await(issuing.claim(high, offer, "k1"))).isNotNull();
    assertNotEligible(low, offer, 1);
  }

  @Test
  void an_offer_for_a_segment_is_shown_to_its_members_alone() {
    UUID inside = drawer.member();
    UUID outside = drawer.member();
    UUID offer = offer(new CouponAudience(1, drawer.segment(List.of(inside)), false));

    assertThat(state(inside, offer)).isEqualTo(ClaimState.CLAIMABLE);
    assertThat(state(outside, offer)).isNull();
    assertThat(state(null, offer)).isNull();
    assertThat(await(issuing.claim(inside, offer, "k1"))).isNotNull();
    assertNotEligible(outside, offer, 1);
  }

  @Test
  void an_offer_for_new_members_ends_for_each_a_week_after_joining() {
    UUID member = drawer.member();
    UUID offer = offer(new CouponAudience(1, null, true));
    assertThat(state(member, offer)).isEqualTo(ClaimState.CLAIMABLE);
    assertThat(await(issuing.claim(member, offer, "k1"))).isNotNull();

    clock.advance(Duration.ofDays(7).plusSeconds(1));

    assertThat(state(member, offer)).isNull();
    assertNotEligible(member, offer, 1);
  }

  @Test
  void who_returned_is_not_new() {
    UUID member = drawer.member();
    drawer.update("UPDATE member SET returned = true WHERE id = $1", member);
    UUID offer = offer(new CouponAudience(1, null, true));

    assertNotEligible(member, offer, 0);
  }

  @Test
  void no_way_of_issue_goes_around_the_audience() {
    UUID outside = drawer.member();
    UUID inside = drawer.member();
    UUID offer = offer(new CouponAudience(1, drawer.segment(List.of(inside)), false));
    CouponCodeBatch batch = press.made(offer, 1, null);

    for (CouponSource source :
        List.of(CouponSource.CAMPAIGN, CouponSource.JOURNEY, CouponSource.POINTS)) {
      assertThatThrownBy(() -> await(issuing.grant(outside, offer, source, "a")))
          .hasMessageContaining("other members");
    }
    assertThatThrownBy(
            () ->
                await(
                    redemption.redeem(outside, "test-" + outside, press.codes(batch).get(0), "k")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_ELIGIBLE"));
    CouponGrantBatch granted =
        await(
            grants.grant(
                Ids.next(),
                new GrantCouponsInput(
                    ClaimableCouponView.ID.encode(offer),
                    List.of(
                        IdType.of("member").encode(outside), IdType.of("member").encode(inside)),
                    null,
                    Ids.next().toString())));

    assertThat(granted.granted()).isEqualTo(1);
    assertThat(granted.refused()).isEqualTo(1);
    assertThat(
            drawer.number(
                """
                SELECT count(*) FROM coupon_grant
                WHERE batch_id = $1 AND member_id = $2 AND outcome = 'NOT_ELIGIBLE'""",
                granted.batchId(),
                outside))
        .isEqualTo(1);
    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(drawer.taken(offer)).isEqualTo(1);
  }

  @Test
  void a_repeated_grant_gives_its_coupon_also_to_one_who_is_not_meant_any_more() {
    UUID member = drawer.member();
    UUID offer = offer(new CouponAudience(1, null, true));
    UUID coupon = await(issuing.grant(member, offer, CouponSource.JOURNEY, "welcome"));

    clock.advance(Duration.ofDays(8));

    assertThat(await(issuing.grant(member, offer, CouponSource.JOURNEY, "welcome")))
        .isEqualTo(coupon);
  }

  @Test
  void a_copy_keeps_stacking_group_and_priority_of_its_day() {
    UUID member = drawer.member();
    UUID offer =
        await(
            templates.create(
                new CouponOffer(
                    "叠加券",
                    CouponDiscount.noThreshold(Money.ofFen(500), Set.of()),
                    10,
                    1,
                    WAYS,
                    drawer.now().minusSeconds(1),
                    null,
                    CouponValidity.ofDays(7),
                    CouponAudience.EVERYBODY,
                    new CouponStacking("BRAND", 7),
                    Set.of())));
    UUID coupon = await(issuing.claim(member, offer, "k1"));
    drawer.update(
        "UPDATE coupon_template SET stacking_group = 'OTHER', priority = 1 WHERE id = $1", offer);

    assertThat(drawer.terms(coupon).stacking()).isEqualTo(new CouponStacking("BRAND", 7));
  }

  private UUID offer(CouponAudience audience) {
    CouponDiscount discount = CouponDiscount.noThreshold(Money.ofFen(500), Set.of());
    return await(
        templates.create(
            new CouponOffer(
                "专享券",
                discount,
                100,
                5,
                WAYS,
                drawer.now().minusSeconds(1),
                null,
                CouponValidity.ofDays(7),
                audience,
                CouponStacking.of(discount.kind(), null, null),
                Set.of())));
  }

  /** As the list shows it, whose newest page has it; null when it is not there. */
  private ClaimState state(UUID member, UUID offer) {
    return await(claimable.page(member, 50, null)).items().stream()
        .filter(coupon -> coupon.offer().id().equals(offer))
        .map(ClaimableCoupon::state)
        .findFirst()
        .orElse(null);
  }

  private void assertNotEligible(UUID member, UUID offer, long copies) {
    assertThatThrownBy(() -> await(issuing.claim(member, offer, Ids.next().toString())))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOT_ELIGIBLE"));
    assertThat(drawer.copies(offer)).isEqualTo(copies);
    assertThat(drawer.issued(offer)).isEqualTo(copies);
    assertThat(drawer.taken(offer)).isEqualTo(copies);
  }
}
