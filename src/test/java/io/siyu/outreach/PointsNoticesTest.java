package io.siyu.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.Earning;
import io.siyu.points.PointsLedger;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members are told once before points of a day expire. */
@QuarkusTest
class PointsNoticesTest {

  @Inject PointsNotices notices;
  @Inject PointsLedger ledger;
  @Inject Background background;
  @Inject Rows rows;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;

  private UUID member;

  @BeforeEach
  void newMember() {
    member = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", member, "notice-" + member);
  }

  @AfterEach
  void back_to_today() {
    clock.reset();
  }

  @Test
  void points_of_one_day_are_one_message_with_their_sum() {
    LocalDate day = calendar.today().plusDays(5);
    earn("o1", 30, end(day));
    earn("o2", 12, end(day));
    earn("o3", 500, end(day.plusDays(3)));
    earn("o4", 500, null);

    background.run("points-expiry-notices");

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rows.count("notification WHERE member_id = $1", member) == 1);
    assertThat(
            rows.text(
                "SELECT kind || ' ' || title || ' ' || body FROM notification WHERE member_id = $1",
                member))
        .contains("POINTS_EXPIRING", "您有 42 积分即将过期")
        .contains(day.getMonthValue() + "月" + day.getDayOfMonth() + "日");
  }

  @Test
  void nobody_is_told_twice_of_the_same_day_but_of_every_day() {
    LocalDate day = calendar.today().plusDays(5);
    earn("o1", 30, end(day));
    tellAll();
    earn("o2", 12, end(day));
    earn("o3", 7, end(day.plusDays(1)));

    tellAll();
    tellAll();

    assertThat(messages()).isEqualTo(2);
    assertThat(
            rows.number(
                "SELECT points FROM points_expiry_notice WHERE member_id = $1 AND last_day = $2",
                member,
                day))
        .isEqualTo(30);
  }

  @Test
  void the_first_notice_comes_at_midnight_in_shanghai_a_week_before() {
    LocalDate day = YearMonth.from(calendar.today()).plusMonths(2).atEndOfMonth();
    earn("o1", 30, end(day));
    Instant midnight = calendar.startOf(day.minusDays(7));
    assertThat(midnight.toString()).endsWith("T16:00:00Z");
    at(midnight.minusSeconds(30));
    tellAll();
    assertThat(messages()).isZero();

    at(midnight.plusSeconds(1));
    tellAll();

    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void points_that_end_during_a_day_are_told_of_by_the_minute() {
    LocalDate day = calendar.today().plusDays(5);
    earn("o1", 30, calendar.startOf(day).plus(Duration.ofMinutes(14 * 60 + 5)));
    earn("o2", 12, end(day));

    tellAll();

    assertThat(body())
        .contains("42 积分可用至 %d月%d日 14:05，".formatted(day.getMonthValue(), day.getDayOfMonth()));
  }

  @Test
  void points_that_came_back_can_be_spent_on_the_whole_day_that_is_told() {
    earn("o1", 30, clock.instant().plusSeconds(3_600));
    Rows.await(ledger.spend(member, 30, "ORDER", "s1"));
    clock.advance(Duration.ofHours(2));
    background.run("points-expiry");
    Rows.await(ledger.giveBack(member, "ORDER", "s1"));
    LocalDate day = calendar.today().plusDays(7);

    tellAll();

    assertThat(body())
        .contains("30 积分可用至 %d月%d日，".formatted(day.getMonthValue(), day.getDayOfMonth()));
    at(end(day).minusSeconds(60));
    Rows.await(ledger.spend(member, 30, "ORDER", "s2"));
  }

  @Test
  void what_is_spent_pending_or_gone_is_not_told_of() {
    Instant soon = end(calendar.today().plusDays(3));
    earn("o1", 30, soon);
    Rows.await(ledger.spend(member, 30, "ORDER", "s1"));
    Rows.await(ledger.earn(Earning.pending(member, 9, "ORDER", "o2", "BASE", soon)));
    UUID gone = member;
    newMember();
    earn("o1", 30, soon);
    rows.update("UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1", member);

    tellAll();

    assertThat(messages()).isZero();
    member = gone;
    assertThat(messages()).isZero();
  }

  @Test
  void many_runs_at_once_tell_once() {
    LocalDate day = calendar.today().plusDays(5);
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      newMember();
      members.add(member);
      earn("o1", 5, end(day));
    }
    List<Uni<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      runs.add(Uni.createFrom().deferred(notices::tellSome));
    }

    Uni.join().all(runs).andFailFast().await().atMost(Duration.ofSeconds(60));
    tellAll();

    assertThat(
            rows.count(
                "outbox_message WHERE handler = 'inbox' AND payload ->> 'member' = ANY($1::text[])",
                (Object) members.stream().map(UUID::toString).toArray(String[]::new)))
        .isEqualTo(20);
  }

  private void tellAll() {
    while (notices.tellSome().await().atMost(Duration.ofSeconds(60)) > 0) {
      // The next batch.
    }
  }

  private long messages() {
    return rows.count(
        "outbox_message WHERE handler = 'inbox' AND unique_key LIKE $1",
        "points-expiring:" + member + ":%");
  }

  private String body() {
    return rows.text(
        "SELECT payload::text FROM outbox_message WHERE unique_key LIKE $1",
        "points-expiring:" + member + ":%");
  }

  private void earn(String order, long points, Instant expiresAt) {
    Rows.await(ledger.earn(Earning.active(member, points, "ORDER", order, "BASE", expiresAt)));
  }

  private Instant end(LocalDate lastDay) {
    return calendar.startOf(lastDay.plusDays(1));
  }

  private void at(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }
}
