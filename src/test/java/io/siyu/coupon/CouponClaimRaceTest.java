package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static io.siyu.coupon.Drawer.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many who want a coupon at the same moment. */
@QuarkusTest
class CouponClaimRaceTest {

  @Inject CouponIssuing issuing;
  @Inject Drawer drawer;

  @Test
  void of_200_members_at_once_exactly_as_many_as_there_are_coupons_get_one() {
    UUID offer = drawer.offer(20, 1);
    List<Uni<Boolean>> claims =
        drawer.members(200).stream()
            .map(member -> succeeds(issuing.claim(member, offer, "k1"), "SOLD_OUT"))
            .toList();

    assertThat(together(claims)).filteredOn(success -> success).hasSize(20);

    assertThat(drawer.copies(offer)).isEqualTo(20);
    assertThat(drawer.issued(offer)).isEqualTo(20);
    assertThat(drawer.taken(offer)).isEqualTo(20);
    assertNobodyHasMoreThan(1, offer);
  }

  @Test
  void members_who_try_five_times_at_once_with_new_keys_get_one_each() {
    UUID offer = drawer.offer(20, 1);
    List<UUID> members = drawer.members(40);
    List<Uni<Boolean>> claims =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    succeeds(
                        issuing.claim(members.get(i % 40), offer, "k" + i),
                        "SOLD_OUT",
                        "LIMIT_REACHED"))
            .toList();

    assertThat(together(claims)).filteredOn(success -> success).hasSize(20);

    assertThat(drawer.copies(offer)).isEqualTo(20);
    assertNobodyHasMoreThan(1, offer);
  }

  @Test
  void a_member_who_claims_twenty_times_at_once_gets_the_limit() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(100, 3);
    List<Uni<Boolean>> claims =
        IntStream.range(0, 20)
            .mapToObj(i -> succeeds(issuing.claim(member, offer, "k" + i), "LIMIT_REACHED"))
            .toList();

    assertThat(together(claims)).filteredOn(success -> success).hasSize(3);

    assertThat(drawer.copies(offer)).isEqualTo(3);
    assertThat(drawer.issued(offer)).isEqualTo(3);
  }

  @Test
  void one_request_sent_twenty_times_at_once_claims_once() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(100, 50);
    List<Uni<UUID>> claims =
        IntStream.range(0, 20).mapToObj(i -> issuing.claim(member, offer, "k1")).toList();

    assertThat(Set.copyOf(together(claims))).hasSize(1);

    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(drawer.issued(offer)).isEqualTo(1);
  }

  @Test
  void a_grant_happens_once_per_source_however_often_it_is_replayed() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(100, 50);
    List<Uni<UUID>> grants =
        IntStream.range(0, 20)
            .mapToObj(i -> issuing.grant(member, offer, CouponSource.CAMPAIGN, "campaign-1"))
            .toList();

    assertThat(Set.copyOf(together(grants))).hasSize(1);
    await(issuing.grant(member, offer, CouponSource.CAMPAIGN, "campaign-2"));

    assertThat(drawer.copies(offer)).isEqualTo(2);
    assertThat(drawer.issued(offer)).isEqualTo(2);
  }

  private void assertNobodyHasMoreThan(int limit, UUID offer) {
    assertThat(
            drawer.number(
                """
                SELECT coalesce(max(n), 0)::bigint FROM
                  (SELECT count(*) AS n FROM coupon WHERE template_id = $1 GROUP BY member_id) c""",
                offer))
        .isLessThanOrEqualTo(limit);
  }

  private static Uni<Boolean> succeeds(Uni<UUID> claim, String... refusals) {
    return claim
        .replaceWith(true)
        .onFailure(
            failure ->
                failure instanceof Refusal refusal && List.of(refusals).contains(refusal.code()))
        .recoverWithItem(false);
  }
}
