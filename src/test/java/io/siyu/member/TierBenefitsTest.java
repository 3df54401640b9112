package io.siyu.member;

import static io.siyu.member.TierFixture.FIRST;
import static io.siyu.member.TierFixture.GOLD;
import static io.siyu.member.TierFixture.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.platform.job.JobScheduler;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.Background;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tiers give is given once per member, benefit and period. */
@QuarkusTest
class TierBenefitsTest {

  private static final String ORDER = "ORDER";

  @Inject GrowthService growth;
  @Inject TierBenefits benefits;
  @Inject TierFixture fixture;
  @Inject JobScheduler jobs;
  @Inject Background background;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;
  @Inject Rows rows;

  @AfterEach
  void tiers_give_nothing_again() {
    clock.reset();
    fixture.reset();
  }

  @Test
  void rising_brings_the_gift_of_the_tier_and_what_it_gives_this_month_at_once() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    UUID freight = fixture.template("FREE_SHIPPING", 1000);
    UUID lower = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(GOLD, TierBenefitType.UPGRADE_COUPON, gift, 1);
    fixture.benefit(GOLD, TierBenefitType.MONTHLY_FREE_SHIPPING, freight, 3);
    fixture.benefit(SILVER, TierBenefitType.UPGRADE_COUPON, lower, 1);
    UUID member = fixture.member();

    add(member, 5000, "o1");
    add(member, 5000, "o2");
    runJob();

    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    assertThat(fixture.coupons(member, freight)).isEqualTo(3);
    assertThat(fixture.coupons(member, lower)).as("of the tier passed by").isZero();
    assertThat(fixture.grants(member)).isEqualTo(2);
  }

  @Test
  void many_orders_at_once_bring_one_rise_and_its_benefits_once() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    UUID freight = fixture.template("FREE_SHIPPING", 1000);
    fixture.benefit(SILVER, TierBenefitType.UPGRADE_COUPON, gift, 2);
    fixture.benefit(SILVER, TierBenefitType.MONTHLY_FREE_SHIPPING, freight, 1);
    UUID member = fixture.member();
    List<Uni<Void>> orders = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      orders.add(growth.add(member, 1000 + i, ORDER, "at-once-" + i % 2));
    }

    Rows.await(Uni.join().all(orders).usingConcurrencyOf(16).andFailFast());

    assertThat(fixture.changes(member)).isEqualTo(1);
    assertThat(fixture.coupons(member, gift)).isEqualTo(2);
    assertThat(fixture.coupons(member, freight)).isEqualTo(1);
    assertThat(fixture.grants(member)).isEqualTo(2);
  }

  @Test
  void many_runs_at_once_give_each_member_each_benefit_once() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    UUID freight = fixture.template("FREE_SHIPPING", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    fixture.benefit(SILVER, TierBenefitType.MONTHLY_FREE_SHIPPING, freight, 2);
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      members.add(fixture.member(SILVER, calendar.today().minusYears(20)));
    }
    List<Uni<Void>> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      // Two that begin in the same microsecond share a name: then one is refused.
      runs.add(
          jobs.runNow("tier-benefits")
              .replaceWithVoid()
              .onFailure(RequestFailure.class)
              .recoverWithNull());
    }

    Uni.join().all(runs).andFailFast().await().atMost(Duration.ofSeconds(60));

    for (UUID member : members) {
      assertThat(fixture.coupons(member, gift)).isEqualTo(1);
      assertThat(fixture.coupons(member, freight)).isEqualTo(2);
      assertThat(fixture.grants(member)).isEqualTo(2);
    }
  }

  @Test
  void an_offer_with_nothing_left_stops_no_rise_and_its_benefit_is_made_up_for() {
    UUID scarce = fixture.template("NO_THRESHOLD", 1);
    fixture.benefit(SILVER, TierBenefitType.UPGRADE_COUPON, scarce, 2);
    UUID member = fixture.member();

    add(member, 1000, "o1");

    assertThat(fixture.level(member)).isEqualTo(2);
    assertThat(fixture.coupons(member, scarce)).as("two or none").isZero();
    assertThat(rows.number("SELECT issued::bigint FROM coupon_template WHERE id = $1", scarce))
        .isZero();
    assertThat(
            rows.text(
                "SELECT state || ' ' || missed_reason FROM member_benefit_grant WHERE member_id = $1",
                member))
        .isEqualTo("MISSED SOLD_OUT");

    rows.update("UPDATE coupon_template SET total = 100 WHERE id = $1", scarce);
    runJob();
    assertThat(fixture.coupons(member, scarce)).as("not tried again at once").isZero();
    clock.advance(Duration.ofHours(25));
    runJob();
    runJob();

    assertThat(fixture.coupons(member, scarce)).isEqualTo(2);
    assertThat(fixture.grants(member)).isEqualTo(1);
  }

  @Test
  void benefits_are_undone_with_the_transaction_that_brought_them() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.UPGRADE_COUPON, gift, 1);
    UUID member = fixture.member();

    assertThatThrownBy(
            () ->
                rows.inTransaction(
                    () ->
                        growth
                            .add(member, 1000, ORDER, "lost")
                            .chain(
                                () ->
                                    Uni.createFrom()
                                        .<Void>failure(new IllegalStateException("lost")))))
        .hasMessage("lost");

    assertThat(fixture.coupons(member, gift)).isZero();
    assertThat(rows.count("member_benefit_grant WHERE member_id = $1", member)).isZero();
    assertThat(fixture.changes(member)).isZero();
  }

  @Test
  void a_month_begins_at_midnight_in_shanghai() {
    UUID freight = fixture.template("FREE_SHIPPING", 1000);
    fixture.benefit(SILVER, TierBenefitType.MONTHLY_FREE_SHIPPING, freight, 2);
    UUID member = fixture.member(SILVER, null);
    Instant month = calendar.startOf(YearMonth.from(calendar.today()).plusMonths(1).atDay(1));
    assertThat(month.toString()).endsWith("T16:00:00Z");

    at(month.minusSeconds(30));
    runJob();
    runJob();
    assertThat(fixture.coupons(member, freight)).isEqualTo(2);
    at(month.plusSeconds(1));
    runJob();
    runJob();

    assertThat(fixture.coupons(member, freight)).isEqualTo(4);
    assertThat(fixture.grants(member)).isEqualTo(2);
  }

  @Test
  void blocked_members_those_who_left_and_other_tiers_get_nothing() {
    LocalDate birthday = calendar.today().minusYears(30);
    UUID blocked = fixture.member(SILVER, birthday);
    UUID gone = fixture.member(SILVER, birthday);
    UUID plain = fixture.member(FIRST, birthday);
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE id = $1", blocked);
    rows.update(
        "UPDATE member SET status = 'DELETED', openid = NULL, birthday = NULL WHERE id = $1", gone);
    // Only now: the job also runs by itself.
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);

    runJob();

    for (UUID member : List.of(blocked, gone, plain)) {
      assertThat(rows.count("member_benefit_grant WHERE member_id = $1", member)).isZero();
    }
  }

  @Test
  void an_exclusive_day_is_of_the_week_or_of_the_month_and_of_the_tier() {
    UUID member = fixture.member(GOLD, null);
    LocalDate day = YearMonth.from(calendar.today()).plusMonths(1).atEndOfMonth();
    rows.update(
        """
        INSERT INTO tier_benefit (id, tier_id, type, active, month_day)
        VALUES ($1, $2, 'EXCLUSIVE_DAY', true, 31)
        ON CONFLICT ON CONSTRAINT tier_benefit_once DO UPDATE
        SET active = true, month_day = 31, weekday = NULL""",
        Ids.next(),
        GOLD);

    at(calendar.startOf(day).minusSeconds(30));
    assertThat(Rows.await(benefits.isExclusiveDayOf(member))).isFalse();
    at(calendar.startOf(day).plusSeconds(1));
    assertThat(Rows.await(benefits.isExclusiveDayOf(member))).isTrue();
    assertThat(Rows.await(benefits.isExclusiveDayOf(fixture.member()))).isFalse();
    rows.update(
        "UPDATE tier_benefit SET month_day = NULL, weekday = $2 WHERE tier_id = $1 AND active",
        GOLD,
        day.getDayOfWeek().getValue());

    assertThat(Rows.await(benefits.isExclusiveDayOf(member))).isTrue();
  }

  @Test
  void the_database_itself_refuses_a_second_grant_of_a_period() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    UUID silver = fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    UUID gold = fixture.benefit(GOLD, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    UUID member = fixture.member(SILVER, calendar.today());
    runJob();

    assertThatThrownBy(() -> grant(member, silver))
        .hasStackTraceContaining("member_benefit_grant_once");
    assertThatThrownBy(() -> grant(member, gold))
        .hasStackTraceContaining("member_benefit_grant_birthday");
  }

  private void grant(UUID member, UUID benefit) {
    rows.update(
        """
        INSERT INTO member_benefit_grant
          (id, member_id, benefit_id, type, period, copies, state, attempted_at)
        VALUES ($1, $2, $3, 'BIRTHDAY_COUPON', $4, 1, 'GRANTED', now())""",
        Ids.next(),
        member,
        benefit,
        String.valueOf(calendar.today().getYear()));
  }

  private void add(UUID member, long amount, String order) {
    Rows.await(growth.add(member, amount, ORDER, order));
  }

  private void runJob() {
    background.run("tier-benefits");
  }

  private void at(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }
}
