package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.Background;
import io.siyu.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coupons for joining a community. */
@QuarkusTest
class JoinBenefitTest {

  @Inject JoinBenefits benefits;
  @Inject Drawer drawer;
  @Inject JobScheduler jobs;
  @Inject Background background;
  @Inject MovableClock clock;

  private final UUID operator = Ids.next();

  @AfterEach
  void today_again() {
    drawer.update("UPDATE coupon_join_benefit SET active = false");
    clock.reset();
  }

  @Test
  void each_who_joins_gets_one_once_however_often_the_job_runs() {
    UUID offer = drawer.offer(10, 5);
    UUID community = drawer.community();
    save(community, offer, 0, true);
    List<UUID> members = drawer.members(3);
    members.forEach(member -> drawer.join(community, member));

    run();
    run();

    assertThat(drawer.copies(offer)).isEqualTo(3);
    assertThat(drawer.taken(offer)).isEqualTo(3);
  }

  @Test
  void who_leaves_and_comes_back_gets_no_second_one_also_of_another_offer() {
    UUID offer = drawer.offer(10, 5);
    UUID community = drawer.community();
    save(community, offer, 0, true);
    UUID member = drawer.member();
    drawer.join(community, member);
    run();
    UUID other = drawer.offer(10, 5);
    save(community, other, 0, true);

    drawer.leave(community, member);
    clock.advance(Duration.ofMinutes(1));
    drawer.join(community, member);
    run();

    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(drawer.copies(other)).isZero();
  }

  @Test
  void two_communities_give_one_each() {
    UUID offer = drawer.offer(10, 5);
    UUID one = drawer.community();
    UUID other = drawer.community();
    save(one, offer, 0, true);
    save(other, offer, 0, true);
    UUID member = drawer.member();
    drawer.join(one, member);
    drawer.join(other, member);

    run();

    assertThat(drawer.copies(offer)).isEqualTo(2);
  }

  @Test
  void with_a_delay_only_who_is_still_there_gets_it() {
    UUID offer = drawer.offer(10, 5);
    UUID community = drawer.community();
    save(community, offer, 24, true);
    UUID stays = drawer.member();
    UUID leaves = drawer.member();
    drawer.join(community, stays);
    drawer.join(community, leaves);
    clock.advance(Duration.ofHours(23));
    run();
    assertThat(drawer.copies(offer)).isZero();
    drawer.leave(community, leaves);

    clock.advance(Duration.ofHours(1));
    run();

    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(
            drawer.number(
                "SELECT count(*) FROM coupon WHERE template_id = $1 AND member_id = $2",
                offer,
                stays))
        .isEqualTo(1);
  }

  @Test
  void staff_and_those_who_were_there_before_get_none() {
    UUID offer = drawer.offer(10, 5);
    UUID community = drawer.community();
    drawer.join(community, drawer.member());
    clock.advance(Duration.ofMinutes(1));
    save(community, offer, 0, true);
    UUID seeder = drawer.member();
    drawer.join(community, seeder);
    drawer.update("UPDATE community_membership SET role = 'SEEDER' WHERE member_id = $1", seeder);

    run();

    assertThat(drawer.copies(offer)).isZero();
  }

  @Test
  void what_is_sold_out_is_given_when_there_is_more() {
    UUID offer = drawer.offer(1, 1);
    UUID community = drawer.community();
    save(community, offer, 0, true);
    drawer.members(3).forEach(member -> drawer.join(community, member));
    run();
    assertThat(drawer.copies(offer)).isEqualTo(1);

    drawer.update("UPDATE coupon_template SET total = 10 WHERE id = $1", offer);
    run();

    assertThat(drawer.copies(offer)).isEqualTo(3);
    assertThat(drawer.issued(offer)).isEqualTo(3);
    assertThat(drawer.taken(offer)).isEqualTo(3);
  }

  @Test
  void runs_at_the_same_time_give_one_each() {
    UUID offer = drawer.offer(1_000, 5);
    UUID community = drawer.community();
    save(community, offer, 0, true);
    drawer.members(JoinBenefitJob.STEP + 20).forEach(member -> drawer.join(community, member));

    Drawer.together(
        List.of(
            jobs.runNow(JoinBenefitJob.NAME).replaceWith(1),
            jobs.runNow(JoinBenefitJob.NAME)
                .onFailure(RequestFailure.class)
                .recoverWithNull()
                .replaceWith(1)));
    run();

    assertThat(drawer.copies(offer)).isEqualTo(JoinBenefitJob.STEP + 20);
    assertThat(drawer.taken(offer)).isEqualTo(JoinBenefitJob.STEP + 20);
  }

  @Test
  void what_cannot_be_given_is_refused_and_nothing_is_saved() {
    UUID community = drawer.community();
    UUID onlyPublic =
        drawer.offer(1, 1, Set.of(IssueWay.PUBLIC), drawer.now(), null, CouponValidity.ofDays(1));
    UUID offer = drawer.offer(1, 1);

    assertThatThrownBy(() -> save(community, onlyPublic, 0, true)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> save(community, Ids.next(), 0, true))
        .isInstanceOf(RequestFailure.class);
    assertThatThrownBy(() -> save(Ids.next(), offer, 0, true)).isInstanceOf(RequestFailure.class);
    assertThatThrownBy(() -> save(community, offer, 721, true)).isInstanceOf(InvalidInput.class);

    assertThat(
            drawer.number(
                "SELECT count(*) FROM coupon_join_benefit WHERE community_id = $1", community))
        .isZero();
  }

  private void save(UUID community, UUID offer, int delay, boolean active) {
    await(
        Uni.createFrom()
            .deferred(
                () ->
                    benefits.save(
                        operator,
                        new SaveJoinBenefitInput(
                            JoinBenefit.COMMUNITY.encode(community),
                            ClaimableCouponView.ID.encode(offer),
                            delay,
                            active,
                            Ids.next().toString()))));
  }

  private void run() {
    background.run(JoinBenefitJob.NAME);
  }
}
