package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caps and expiry where the clocks change, and one day of the year has no midnight. */
@QuarkusTest
@TestProfile(EarningInSummerTimeTest.Cairo.class)
class EarningInSummerTimeTest {

  /** Clocks go from 0:00 to 1:00 on the last Friday of April. */
  private static final ZoneId ZONE = ZoneId.of("Africa/Cairo");

  private static final LocalDate SHORT_DAY = LocalDate.of(2027, 4, 30);

  /** A brand in a zone with daylight saving. */
  public static class Cairo implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("siyu.time.zone", ZONE.getId());
    }
  }

  @Inject RuleEarnings earnings;
  @Inject CheckInService checkIns;
  @Inject PointsFixture fixture;
  @Inject MovableClock clock;

  private UUID member;

  @BeforeEach
  void capTheDay() {
    member = fixture.member();
    fixture.change("UPDATE earn_rule SET cap_per_day = 10 WHERE code = 'CHAT_MESSAGE'");
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    clock.reset();
    fixture.change("UPDATE earn_rule SET cap_per_day = 50 WHERE code = 'CHAT_MESSAGE'");
    fixture.assertReconciled(member);
  }

  @Test
  void the_day_without_a_midnight_begins_where_the_one_before_ends() {
    Instant begin = SHORT_DAY.atStartOfDay(ZONE).toInstant();
    assertThat(begin.atZone(ZONE).getHour()).as("the zone skips midnight").isEqualTo(1);
    at(begin.minusSeconds(30));
    assertThat(chat("m1")).isEqualTo(10);
    assertThat(chat("m2")).isZero();

    at(begin.plusSeconds(1));

    assertThat(chat("m3")).isEqualTo(10);
    at(begin.plus(Duration.ofHours(23)).minusSeconds(60));
    assertThat(chat("m4")).as("still the same day, an hour short").isZero();
    at(begin.plus(Duration.ofHours(23)).plusSeconds(1));
    assertThat(chat("m5")).isEqualTo(10);
  }

  @Test
  void a_streak_goes_on_over_the_day_that_is_an_hour_short() {
    Instant begin = SHORT_DAY.atStartOfDay(ZONE).toInstant();
    at(begin.minusSeconds(30));
    assertThat(await(checkIns.checkIn(member, "k1")).streak()).isEqualTo(1);
    at(begin.plusSeconds(1));
    assertThat(await(checkIns.checkIn(member, "k2")).streak()).isEqualTo(2);
    assertThat(await(checkIns.checkIn(member, "k2")).day()).isEqualTo(SHORT_DAY);

    // 23 hours and a second later it is the next day, and a new month.
    at(begin.plus(Duration.ofHours(23)).plusSeconds(1));

    CheckIn next = await(checkIns.checkIn(member, "k3"));
    assertThat(next.streak()).isEqualTo(3);
    assertThat(next.day()).isEqualTo(SHORT_DAY.plusDays(1));
  }

  @Test
  void points_can_be_spent_to_the_end_of_the_day_before_the_clocks_change() {
    fixture.change(
        """
        UPDATE earn_rule SET expiry_rounding = 'FIXED_DAY', fixed_month = 4, fixed_day = 29,
                             expiry_months = NULL WHERE code = 'CHAT_MESSAGE'""");
    try {
      at(LocalDate.of(2027, 4, 1).atStartOfDay(ZONE).toInstant().plusSeconds(60));
      chat("m1");
    } finally {
      fixture.change(
          """
          UPDATE earn_rule SET expiry_rounding = 'MONTH_END', fixed_month = NULL,
                               fixed_day = NULL, expiry_months = 12
          WHERE code = 'CHAT_MESSAGE'""");
    }

    assertThat(
            fixture.number(
                "SELECT count(*) FROM points_lot WHERE member_id = $1 AND expires_at = $2",
                member,
                SHORT_DAY.atStartOfDay(ZONE).toInstant().atOffset(ZoneOffset.UTC)))
        .isEqualTo(1);
  }

  private int chat(String message) {
    return await(earnings.earn(member, EarnRuleCode.CHAT_MESSAGE, message));
  }

  private void at(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }
}
