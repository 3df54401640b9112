package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Daily check-in and the member's view of points, as a client sees them. */
@QuarkusTest
class CheckInApiTest {

  @Inject PointsFixture fixture;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;

  private UUID member;
  private GraphQLClient client;

  @BeforeEach
  void logIn() {
    member = fixture.member();
    client = GraphQLClient.ofThisTest().as(fixture.accessToken(member));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    clock.reset();
    fixture.assertReconciled(member);
  }

  @Test
  void a_check_in_earns_points_that_last_a_year_and_to_the_end_of_the_month() {
    Answer answer = checkIn("k1").expectSuccess("checkIn");

    assertThat(answer.text("checkIn.checkIn.day")).isEqualTo(calendar.today().toString());
    assertThat(answer.number("checkIn.checkIn.streak")).isEqualTo(1);
    assertThat(answer.number("checkIn.checkIn.points")).isEqualTo(5);
    assertThat(answer.number("checkIn.points.balance")).isEqualTo(5);
    Answer points = client.runWith("viewerPoints", Map.of());
    assertThat(points.number("viewer.points.expiringNext.points")).isEqualTo(5);
    assertThat(Instant.parse(points.text("viewer.points.expiringNext.at")))
        .isEqualTo(calendar.startOf(calendar.today().withDayOfMonth(1).plusYears(1).plusMonths(1)));
  }

  @Test
  void a_second_check_in_of_the_day_is_refused_and_changes_nothing() {
    checkIn("k1").expectSuccess("checkIn");
    String before = fixture.checksum(member);

    Answer answer = checkIn("k2");

    assertThat(answer.userErrorCodes("checkIn")).containsExactly("ALREADY_CHECKED_IN");
    assertThat(Instant.parse(answer.text("checkIn.userErrors.0.nextAt")))
        .isEqualTo(calendar.startOf(calendar.today().plusDays(1)));
    assertThat(answer.at("checkIn.checkIn")).isNull();
    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void a_repeated_request_gets_the_same_check_in() {
    Answer first = checkIn("k1").expectSuccess("checkIn");

    Answer second = checkIn("k1").expectSuccess("checkIn");

    assertThat(second.at("checkIn.checkIn")).isEqualTo(first.at("checkIn.checkIn"));
    assertThat(fixture.balance(member)).isEqualTo(5);
  }

  @Test
  void the_seventh_day_in_a_row_brings_a_bonus_and_a_gap_starts_over() {
    for (int day = 1; day <= 7; day++) {
      Answer answer = checkIn("k" + day).expectSuccess("checkIn");
      assertThat(answer.number("checkIn.checkIn.streak")).isEqualTo(day);
      assertThat(answer.number("checkIn.checkIn.points")).isEqualTo(day == 7 ? 25 : 5);
      clock.advance(Duration.ofDays(1));
    }
    assertThat(fixture.balance(member)).isEqualTo(7 * 5 + 20);

    clock.advance(Duration.ofDays(1));
    assertThat(checkIn("k9").number("checkIn.checkIn.streak")).isEqualTo(1);
  }

  @Test
  void the_day_of_a_check_in_ends_at_midnight_in_shanghai_and_the_streak_goes_over_the_month() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    LocalDate first = calendar.today().with(TemporalAdjusters.firstDayOfNextMonth());
    Instant midnight = first.atStartOfDay(shanghai).toInstant();
    assertThat(midnight.toString()).as("eight hours before that of UTC").endsWith("T16:00:00Z");
    clock.advance(Duration.between(clock.instant(), midnight.minusSeconds(20)));
    assertThat(checkIn("k1").text("checkIn.checkIn.day")).isEqualTo(first.minusDays(1).toString());
    assertThat(checkIn("k2").userErrorCodes("checkIn")).containsExactly("ALREADY_CHECKED_IN");

    clock.advance(Duration.ofSeconds(21));

    Answer next = checkIn("k3").expectSuccess("checkIn");
    assertThat(next.text("checkIn.checkIn.day")).isEqualTo(first.toString());
    assertThat(next.number("checkIn.checkIn.streak")).isEqualTo(2);
    assertThat(Instant.parse(checkIn("k4").text("checkIn.userErrors.0.nextAt")))
        .isEqualTo(midnight.plus(Duration.ofDays(1)));
  }

  @Test
  void a_bad_key_is_refused_and_changes_nothing() {
    String before = fixture.checksum(member);

    assertThat(checkIn(" ").userErrorCodes("checkIn")).containsExactly("INVALID_INPUT");
    assertThat(checkIn("k".repeat(65)).userErrorCodes("checkIn")).containsExactly("INVALID_INPUT");
    assertThat(checkIn("a\u0007b").userErrorCodes("checkIn")).containsExactly("INVALID_INPUT");

    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void a_stranger_cannot_check_in() {
    Answer answer = GraphQLClient.ofThisTest().run("checkIn", Map.of("idempotencyKey", "k1"));

    assertThat(answer.errorCodes()).containsExactly("UNAUTHENTICATED");
  }

  private Answer checkIn(String key) {
    return client.run("checkIn", Map.of("idempotencyKey", key));
  }
}
