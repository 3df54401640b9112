package io.siyu.member;

import static io.siyu.member.TierFixture.GOLD;
import static io.siyu.member.TierFixture.SILVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tier is kept for a period of twelve months, by the growth of that period. */
@QuarkusTest
class TierPeriodEndsTest {

  private static int moves;

  @Inject GrowthService growth;
  @Inject TierFixture fixture;
  @Inject JobScheduler jobs;
  @Inject Background background;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;
  @Inject Rows rows;

  @AfterEach
  void back_to_today() {
    clock.reset();
  }

  @Test
  void a_tier_ends_at_midnight_in_shanghai_a_year_after_it_was_reached() {
    UUID member = fixture.member();
    add(member, 5000, "o1");
    LocalDate end = calendar.today().plusMonths(12);
    assertThat(endOf(member)).isEqualTo(end);
    assertThat(calendar.startOf(end).toString()).endsWith("T16:00:00Z");

    at(calendar.startOf(end).minusSeconds(30));
    runJob();
    assertThat(fixture.level(member)).isEqualTo(3);
    at(calendar.startOf(end).plusSeconds(1));
    runJob();
    runJob();

    assertThat(fixture.level(member)).isEqualTo(2);
    assertThat(endOf(member)).isEqualTo(end.plusMonths(12));
    assertThat(
            rows.text(
                """
                SELECT concat(f.level, '>', t.level, ' at ', c.growth, ' ', c.cause, ' ',
                              c.business_type, ' ', c.business_id)
                FROM member_tier_change c JOIN tier f ON f.id = c.from_tier_id
                JOIN tier t ON t.id = c.to_tier_id
                WHERE c.member_id = $1 AND c.cause = 'PERIOD_ENDED'""",
                member))
        .isEqualTo("3>2 at 1000 PERIOD_ENDED TIER_PERIOD " + end);
  }

  @Test
  void what_lifted_a_member_does_not_keep_the_tier_and_what_came_after_does() {
    UUID falls = fixture.member();
    UUID stays = fixture.member();
    add(falls, 9000, "at once");
    add(stays, 5000, "o1");
    add(stays, 5000, "o2");

    endPeriod();

    assertThat(fixture.level(falls)).isEqualTo(2);
    assertThat(fixture.level(stays)).isEqualTo(3);
    assertThat(fixture.changes(stays)).isEqualTo(1);
    assertThat(growthOf(stays)).as("nothing lapses").isEqualTo(10_000);
  }

  @Test
  void what_was_taken_back_does_not_keep_a_tier() {
    UUID member = fixture.member();
    add(member, 1000, "o1");
    add(member, 1000, "o2");
    Rows.await(growth.reverse(member, "ORDER", "o2"));

    endPeriod();

    assertThat(fixture.level(member)).isEqualTo(1);
    assertThat(rows.count("member WHERE id = $1 AND tier_period_ends_on IS NULL", member))
        .as("the lowest tier has no end")
        .isEqualTo(1);
  }

  @Test
  void one_who_fell_keeps_what_the_period_brought_and_rises_only_at_the_threshold() {
    UUID member = fixture.member();
    add(member, 7000, "o1");
    add(member, 3000, "o2");

    endPeriod();
    assertThat(fixture.level(member)).isEqualTo(2);
    assertThat(growthOf(member)).isEqualTo(3000);
    assertThat(
            rows.number(
                "SELECT sum(growth)::bigint FROM member_growth_entry WHERE member_id = $1", member))
        .as("growth is the sum of its log")
        .isEqualTo(3000);
    add(member, 1999, "o3");
    assertThat(fixture.level(member)).isEqualTo(2);
    add(member, 1, "o4");

    assertThat(fixture.level(member)).isEqualTo(3);
  }

  @Test
  void a_tier_asks_for_as_much_as_staff_say() {
    rows.update("UPDATE tier SET keep_growth = 300 WHERE level = 3");
    try {
      UUID enough = fixture.member();
      UUID less = fixture.member();
      for (UUID member : List.of(enough, less)) {
        add(member, 5000, "o1");
      }
      add(enough, 300, "o2");
      add(less, 299, "o2");

      endPeriod();

      assertThat(fixture.level(enough)).isEqualTo(3);
      assertThat(fixture.level(less)).isEqualTo(2);
    } finally {
      rows.update("UPDATE tier SET keep_growth = NULL");
    }
  }

  @Test
  void a_job_that_was_away_for_two_years_ends_both_periods() {
    UUID member = fixture.member();
    add(member, 5000, "o1");
    LocalDate end = calendar.today().plusMonths(24);

    at(calendar.startOf(end).plusSeconds(1));
    runJob();

    assertThat(fixture.level(member)).isEqualTo(1);
    assertThat(fixture.changes(member)).isEqualTo(3);
    assertThat(growthOf(member)).isZero();
  }

  @Test
  void members_with_a_tier_from_before_begin_a_period_when_they_are_met() {
    UUID member = fixture.member(GOLD, null);
    fixture.growth(member, 6000);

    runJob();

    assertThat(endOf(member)).isEqualTo(calendar.today().plusMonths(12));
    assertThat(fixture.level(member)).isEqualTo(3);
    assertThat(fixture.changes(member)).isZero();
  }

  @Test
  void whoever_left_begins_no_period_and_falls_no_more() {
    UUID before = fixture.member(GOLD, null);
    UUID within = fixture.member();
    add(within, 5000, "o1");
    for (UUID member : List.of(before, within)) {
      rows.update("UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1", member);
    }

    endPeriod();

    assertThat(rows.count("member WHERE id = $1 AND tier_period_ends_on IS NULL", before))
        .isEqualTo(1);
    assertThat(fixture.level(within)).isEqualTo(3);
    assertThat(growthOf(within)).isEqualTo(5000);
    assertThat(fixture.changes(within)).as("the one that lifted").isEqualTo(1);
  }

  @Test
  void many_runs_beside_orders_change_each_tier_once() {
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID member = fixture.member(SILVER, null);
      fixture.growth(member, 1500);
      members.add(member);
    }
    runJob();
    at(calendar.startOf(calendar.today().plusMonths(12)).plusSeconds(1));
    List<Uni<Void>> work = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      // Two that begin in the same microsecond share a name: then one is refused.
      work.add(
          jobs.runNow("tier-period-ends")
              .replaceWithVoid()
              .onFailure(RequestFailure.class)
              .recoverWithNull());
    }
    members.forEach(member -> work.add(growth.add(member, 10, "ORDER", "beside")));

    Uni.join().all(work).andFailFast().await().atMost(Duration.ofSeconds(60));

    for (UUID member : members) {
      assertThat(
              rows.count(
                  "member_tier_change WHERE member_id = $1 AND cause = 'PERIOD_ENDED'", member))
          .isEqualTo(1);
      // Before the fall it lapses with the rest, or lifts nobody after it.
      assertThat(growthOf(member)).isIn(0L, 10L);
      assertThat(fixture.level(member)).isEqualTo(1);
    }
  }

  private void endPeriod() {
    at(calendar.startOf(calendar.today().plusMonths(12)).plusSeconds(1));
    runJob();
  }

  private LocalDate endOf(UUID member) {
    return rows.first(
        "SELECT tier_period_ends_on FROM member WHERE id = $1",
        row -> row.date("tier_period_ends_on"),
        member);
  }

  private long growthOf(UUID member) {
    return rows.number("SELECT growth FROM member WHERE id = $1", member);
  }

  private void add(UUID member, long amount, String order) {
    Rows.await(growth.add(member, amount, "ORDER", order));
  }

  private void runJob() {
    background.run("tier-period-ends");
  }

  /** A little later each time: runs of two tests in the same microsecond would share a name. */
  private void at(Instant instant) {
    moves++;
    clock.advance(Duration.between(clock.instant(), instant.plusMillis(100L * moves)));
  }
}
