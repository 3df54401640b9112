package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Background;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Coupons that staff give to named members and to segments. */
@QuarkusTest
class CouponGrantTest {

  private static final IdType MEMBER = IdType.of("member");

  @Inject CouponGrants grants;
  @Inject CouponIssuing issuing;
  @Inject Drawer drawer;
  @Inject Background background;

  private final UUID operator = Ids.next();

  @Test
  void each_named_member_gets_one_and_the_same_request_gives_no_second() {
    UUID offer = drawer.offer(10, 5);
    List<UUID> members = drawer.members(3);
    GrantCouponsInput input = named(offer, members);

    CouponGrantBatch batch = await(grants.grant(operator, input));
    CouponGrantBatch again = await(grants.grant(operator, input));

    assertThat(again).isEqualTo(batch);
    assertThat(batch.state()).isEqualTo(GrantState.DONE);
    assertThat(batch.granted()).isEqualTo(3);
    assertThat(batch.refused()).isZero();
    assertCounts(offer, 3);
    assertThat(
            drawer.number(
                """
                SELECT count(*) FROM coupon c JOIN coupon_transition x ON x.coupon_id = c.id
                WHERE c.template_id = $1 AND c.member_id = ANY($2) AND x.from_status IS NULL""",
                offer,
                members))
        .isEqualTo(3);
  }

  @Test
  void who_has_had_enough_gets_none_and_the_others_do() {
    UUID offer = drawer.offer(10, 1);
    List<UUID> members = drawer.members(4);
    await(issuing.claim(members.get(1), offer, "k1"));

    CouponGrantBatch batch = await(grants.grant(operator, named(offer, members)));

    assertThat(batch.state()).isEqualTo(GrantState.DONE);
    assertThat(batch.granted()).isEqualTo(3);
    assertThat(batch.refused()).isEqualTo(1);
    assertThat(outcomes(batch, "LIMIT_REACHED")).isEqualTo(1);
    assertCounts(offer, 4);
  }

  @Test
  void what_is_left_is_given_and_nobody_beyond_it_is_counted() {
    UUID offer = drawer.offer(5, 2);
    List<UUID> members = drawer.members(4);
    for (int i = 0; i < 3; i++) {
      await(issuing.claim(members.get(i), offer, "k1"));
    }

    CouponGrantBatch batch = await(grants.grant(operator, named(offer, members)));

    assertThat(batch.state()).isEqualTo(GrantState.STOPPED);
    assertThat(batch.stoppedBecause()).isEqualTo(GrantStop.SOLD_OUT);
    assertThat(batch.granted()).isEqualTo(2);
    assertThat(outcomes(batch, "SOLD_OUT")).isEqualTo(2);
    assertCounts(offer, 5);
  }

  @Test
  void of_many_grants_and_claims_at_once_as_many_are_given_as_there_are() {
    UUID offer = drawer.offer(60, 3);
    List<UUID> members = drawer.members(20);
    List<Uni<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      work.add(
          grants
              .grant(operator, named(offer, members))
              .map(CouponGrantBatch::granted)
              .onFailure(Refusal.class)
              .recoverWithItem(0));
    }
    for (UUID member : members) {
      work.add(
          issuing
              .claim(member, offer, "k1")
              .map(coupon -> 1)
              .onFailure(Refusal.class)
              .recoverWithItem(0));
    }

    int given = Drawer.together(work).stream().mapToInt(Integer::intValue).sum();

    assertThat(given).isEqualTo(60);
    assertCounts(offer, 60);
    assertThat(
            drawer.number(
                "SELECT max(taken)::bigint FROM coupon_member_quota WHERE template_id = $1", offer))
        .isEqualTo(3);
  }

  @Test
  void the_members_of_a_segment_are_given_theirs_in_steps() {
    int count = CouponGrantJob.STEP * 2 + 17;
    UUID offer = drawer.offer(5_000, 1);
    UUID segment = drawer.segment(drawer.members(count));

    CouponGrantBatch asked = await(grants.grant(operator, ofSegment(offer, segment)));
    assertThat(asked.state()).isEqualTo(GrantState.RUNNING);
    background.run(CouponGrantJob.NAME);

    CouponGrantBatch done = await(grants.get(asked.batchId()));
    assertThat(done.state()).isEqualTo(GrantState.DONE);
    assertThat(done.granted()).isEqualTo(count);
    assertCounts(offer, count);
  }

  @Test
  void a_segments_grant_stops_when_nothing_is_left() {
    UUID offer = drawer.offer(CouponGrantJob.STEP + 3, 1);
    UUID segment = drawer.segment(drawer.members(CouponGrantJob.STEP * 3));

    CouponGrantBatch asked = await(grants.grant(operator, ofSegment(offer, segment)));
    background.run(CouponGrantJob.NAME);

    CouponGrantBatch done = await(grants.get(asked.batchId()));
    assertThat(done.stoppedBecause()).isEqualTo(GrantStop.SOLD_OUT);
    assertThat(done.granted()).isEqualTo(CouponGrantJob.STEP + 3);
    assertCounts(offer, CouponGrantJob.STEP + 3);
  }

  @Test
  void what_cannot_be_granted_is_refused_and_nothing_changes() {
    List<UUID> members = drawer.members(2);
    Instant now = drawer.now();
    UUID onlyCodes = drawer.offer(5, 1, Set.of(IssueWay.CODE), now, null, CouponValidity.ofDays(1));
    UUID over =
        drawer.offer(
            5,
            1,
            Set.of(IssueWay.GRANT),
            now.minusSeconds(60),
            now.minusSeconds(1),
            CouponValidity.ofDays(1));
    UUID offer = drawer.offer(5, 1);

    assertRefused("WAY_NOT_ALLOWED", named(onlyCodes, members));
    assertRefused("ENDED", named(over, members));
    assertThatThrownBy(() -> await(grants.grant(operator, named(Ids.next(), members))))
        .isInstanceOf(RequestFailure.class);
    assertThatThrownBy(
            () -> await(grants.grant(operator, named(offer, List.of(members.get(0), Ids.next())))))
        .isInstanceOf(RequestFailure.class);
    assertThatThrownBy(() -> await(grants.grant(operator, ofSegment(offer, Ids.next()))))
        .isInstanceOf(RequestFailure.class);
    assertThatThrownBy(() -> named(offer, List.of()).wanted()).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> named(offer, drawer.members(501)).wanted())
        .isInstanceOf(InvalidInput.class);

    assertCounts(offer, 0);
    assertThat(
            drawer.number(
                "SELECT count(*) FROM coupon_grant_batch WHERE template_id = ANY($1)",
                List.of(onlyCodes, over, offer)))
        .isZero();
  }

  private static GrantCouponsInput named(UUID offer, List<UUID> members) {
    return new GrantCouponsInput(
        ClaimableCouponView.ID.encode(offer),
        members.stream().map(MEMBER::encode).toList(),
        null,
        Ids.next().toString());
  }

  private static GrantCouponsInput ofSegment(UUID offer, UUID segment) {
    return new GrantCouponsInput(
        ClaimableCouponView.ID.encode(offer),
        List.of(),
        GrantCouponsInput.SEGMENT.encode(segment),
        Ids.next().toString());
  }

  private void assertCounts(UUID offer, long count) {
    assertThat(drawer.copies(offer)).isEqualTo(count);
    assertThat(drawer.issued(offer)).isEqualTo(count);
    assertThat(drawer.taken(offer)).isEqualTo(count);
  }

  private long outcomes(CouponGrantBatch batch, String outcome) {
    return drawer.number(
        "SELECT count(*) FROM coupon_grant WHERE batch_id = $1 AND outcome = $2",
        batch.batchId(),
        outcome);
  }

  private void assertRefused(String code, GrantCouponsInput input) {
    assertThatThrownBy(() -> await(grants.grant(operator, input)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
