package io.siyu.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.GrowthService;
import io.siyu.platform.database.Ids;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members are told once per period what growth keeps their tier. */
@QuarkusTest
class TierNoticesTest {

  @Inject TierNotices notices;
  @Inject GrowthService growth;
  @Inject Background background;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;
  @Inject Rows rows;

  private UUID member;

  @BeforeEach
  void newMember() {
    member = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", member, "tier-" + member);
  }

  @AfterEach
  void back_to_today() {
    clock.reset();
  }

  @Test
  void the_notice_says_how_much_growth_keeps_the_tier_until_when() {
    Instant days = thirtyDaysBefore(silver());
    at(days.minusSeconds(30));
    tellAll();
    assertThat(messages()).isZero();
    add(250, "o2");

    at(days.plusSeconds(1));
    background.run("tier-keep-notices");

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rows.count("notification WHERE member_id = $1", member) == 1);
    LocalDate lastDay = calendar.today().plusDays(30);
    assertThat(
            rows.text(
                "SELECT kind || ' ' || title || ' ' || body FROM notification WHERE member_id = $1",
                member))
        .contains("TIER_ENDING", "再得 750 成长值，保住银卡会员")
        .contains(lastDay.getMonthValue() + "月" + lastDay.getDayOfMonth() + "日");
  }

  @Test
  void nobody_is_told_twice_of_a_period_but_of_the_next_one() {
    LocalDate end = silver();
    at(thirtyDaysBefore(end).plusSeconds(1));
    tellAll();
    add(600, "o2");
    tellAll();
    assertThat(messages()).isEqualTo(1);
    add(400, "o3");
    at(calendar.startOf(end).plusSeconds(1));
    background.run("tier-period-ends");
    at(thirtyDaysBefore(end.plusMonths(12)).plusSeconds(1));
    tellAll();

    assertThat(messages()).isEqualTo(2);
  }

  @Test
  void whoever_earned_enough_or_left_is_not_told() {
    LocalDate end = silver();
    add(1000, "o2");
    UUID enough = member;
    newMember();
    silver();
    rows.update("UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1", member);

    at(thirtyDaysBefore(end).plusSeconds(1));
    tellAll();

    assertThat(messages()).isZero();
    member = enough;
    assertThat(messages()).isZero();
  }

  @Test
  void many_runs_at_once_tell_once() {
    List<UUID> members = new ArrayList<>();
    LocalDate end = null;
    for (int i = 0; i < 20; i++) {
      newMember();
      end = silver();
      members.add(member);
    }
    at(thirtyDaysBefore(end).plusSeconds(1));
    List<Uni<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      runs.add(Uni.createFrom().deferred(notices::tellSome));
    }

    Uni.join().all(runs).andFailFast().await().atMost(Duration.ofSeconds(60));
    tellAll();

    for (UUID told : members) {
      member = told;
      assertThat(messages()).isEqualTo(1);
    }
  }

  private LocalDate silver() {
    add(1000, "o1");
    return rows.first(
        "SELECT tier_period_ends_on AS day FROM member WHERE id = $1",
        row -> row.date("day"),
        member);
  }

  private Instant thirtyDaysBefore(LocalDate end) {
    return calendar.startOf(end.minusDays(31));
  }

  private void add(long amount, String order) {
    Rows.await(growth.add(member, amount, "ORDER", order));
  }

  private void tellAll() {
    while (notices.tellSome().await().atMost(Duration.ofSeconds(60)) > 0) {
      // The next batch.
    }
  }

  private long messages() {
    return rows.count(
        "outbox_message WHERE handler = 'inbox' AND unique_key LIKE $1",
        "tier-keep:" + member + ":%");
  }

  private void at(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }
}
