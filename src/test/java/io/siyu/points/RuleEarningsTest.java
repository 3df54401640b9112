package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static io.siyu.points.PointsFixture.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caps by the brand's calendar, and rules as staff set them. */
@QuarkusTest
class RuleEarningsTest {

  private static final EarnRuleCode CHAT = EarnRuleCode.CHAT_MESSAGE;

  @Inject RuleEarnings earnings;
  @Inject PointsLedger ledger;
  @Inject PointsFixture fixture;
  @Inject BrandCalendar calendar;
  @Inject MovableClock clock;

  private UUID member;
  private GraphQLClient operator;

  @BeforeEach
  void newMember() {
    member = fixture.member();
    operator = GraphQLClient.ofThisTest().as(fixture.operatorToken());
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    clock.reset();
    saveChat(Map.of("capPerDay", 50, "expiryMonths", 12));
    fixture.assertReconciled(member);
  }

  @Test
  void a_day_earns_its_cap_and_the_last_earning_what_is_left() {
    saveChat(Map.of("capPerDay", 25));

    assertThat(chat("m1")).isEqualTo(10);
    assertThat(chat("m2")).isEqualTo(10);
    assertThat(chat("m3")).isEqualTo(5);
    assertThat(chat("m4")).isZero();
    assertThat(fixture.balance(member)).isEqualTo(25);
  }

  @Test
  void a_replay_earns_nothing_not_even_when_there_is_room_again() {
    saveChat(Map.of("capPerDay", 10));
    clock.advance(Duration.between(clock.instant(), calendar.startOf(monday()).plusSeconds(60)));
    chat("m1");
    assertThat(chat("m2")).isZero();
    clock.advance(Duration.ofDays(1));

    assertThat(chat("m1")).isZero();
    assertThat(chat("m2")).isZero();
    assertThat(fixture.balance(member)).isEqualTo(10);
  }

  @Test
  void the_day_ends_at_midnight_in_shanghai() {
    saveChat(Map.of("capPerDay", 10));
    // 15:59:59 UTC.
    Instant midnight = calendar.startOf(monday().plusDays(1));
    clock.advance(Duration.between(clock.instant(), midnight.minusSeconds(30)));
    assertThat(chat("m1")).isEqualTo(10);
    assertThat(chat("m2")).isZero();

    clock.advance(Duration.ofSeconds(31));

    assertThat(chat("m3")).isEqualTo(10);
    assertThat(midnight.toString()).endsWith("T16:00:00Z");
  }

  @Test
  void a_week_begins_on_monday_and_a_month_on_its_first() {
    saveChat(Map.of("capPerWeek", 10, "capPerMonth", 20));
    // A month whose first Sunday and Monday are followed by two more weeks.
    LocalDate first = monday().with(TemporalAdjusters.firstDayOfNextMonth());
    LocalDate sunday = first.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    at(sunday);
    assertThat(chat("m1")).isEqualTo(10);
    assertThat(chat("m2")).isZero();
    at(sunday.plusDays(1));
    assertThat(chat("m3")).isEqualTo(10);
    at(sunday.plusDays(8));
    assertThat(chat("m4")).as("the month is full").isZero();
    LocalDate next = first.plusMonths(1);
    at(next.minusDays(1));
    assertThat(chat("m5")).isZero();
    at(next);

    assertThat(chat("m6")).isEqualTo(10);
  }

  @Test
  void many_at_once_never_earn_more_than_the_cap() {
    saveChat(Map.of("capPerDay", 55));

    List<Object> outcomes = together(32, i -> () -> earnings.earn(member, CHAT, "m" + i));

    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Integer.class));
    assertThat(outcomes.stream().mapToInt(outcome -> (Integer) outcome).sum()).isEqualTo(55);
    assertThat(fixture.balance(member)).isEqualTo(55);
  }

  @Test
  void what_was_taken_back_makes_no_room() {
    saveChat(Map.of("capPerDay", 10));
    chat("m1");

    await(ledger.reverse(member, CHAT.name(), "m1"));

    assertThat(chat("m1")).isZero();
    assertThat(chat("m2")).isZero();
    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void a_purchase_is_capped_once_and_stays_so() {
    saved(Map.of("code", "PURCHASE", "points", 2, "capPerDay", 100));
    try {
      assertThat(purchase("o1", 30)).isEqualTo(90);
      assertThat(purchase("o2", 30)).isEqualTo(10);
      assertThat(purchase("o3", 30)).isZero();
      clock.advance(Duration.ofDays(1));
      assertThat(purchase("o3", 30)).isZero();
    } finally {
      saved(Map.of("code", "PURCHASE", "points", 1, "expiryMonths", 12));
    }
    assertThat(fixture.balance(member)).as("pending until the order completes").isZero();
    await(ledger.activate(member, "ORDER", "o1", null));
    assertThat(fixture.balance(member)).isEqualTo(90);
  }

  @Test
  void a_rule_that_is_off_earns_nothing() {
    saveChat(Map.of("enabled", false));
    assertThat(chat("m1")).isZero();
    saveChat(Map.of("enabled", true));

    assertThat(chat("m1")).as("asked about once").isZero();
    assertThat(chat("m2")).isEqualTo(10);
  }

  @Test
  void every_source_has_its_rule() {
    for (EarnRuleCode code : EarnRuleCode.values()) {
      assertThat(await(earnings.earn(member, code, "thing-1"))).as(code.name()).isPositive();
      assertThat(await(earnings.earn(member, code, "thing-1"))).as(code.name()).isZero();
    }
    assertThat(operator.runWith("earnRules", Map.of()).array("earnRules"))
        .hasSize(EarnRuleCode.values().length);
  }

  @Test
  void a_rule_says_how_it_is_saved() {
    Answer answer =
        saved(
            Map.of(
                "code", "CHAT_MESSAGE",
                "points", 10,
                "expiryMonths", 6,
                "expiryRounding", "FIXED_DAY",
                "fixedMonth", 3,
                "fixedDay", 31));

    assertThat(answer.number("saveEarnRule.rule.fixedMonth")).isEqualTo(3);
    assertThat(answer.number("saveEarnRule.rule.expiryMonths")).isEqualTo(6);
    assertThat(answer.at("saveEarnRule.rule.capPerDay")).isNull();
    assertThat(
            fixture.number(
                """
                SELECT (details ->> 'fixedMonth')::bigint * 100 + (details ->> 'fixedDay')::bigint
                FROM audit_entry WHERE action = 'saveEarnRule' AND subject = 'CHAT_MESSAGE'
                ORDER BY id DESC LIMIT 1"""))
        .as("on record")
        .isEqualTo(331);
    chat("m1");
    LocalDate lastDay =
        new EarnExpiry(6, ExpiryRounding.FIXED_DAY, java.time.MonthDay.of(3, 31))
            .lastDay(calendar.today());
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM points_lot WHERE member_id = $1 AND expires_at = $2""",
                member,
                calendar.startOf(lastDay.plusDays(1)).atOffset(java.time.ZoneOffset.UTC)))
        .isEqualTo(1);
  }

  @Test
  void a_rule_that_makes_no_sense_is_refused_and_nothing_changes() {
    String before = rules();

    assertInvalid(Map.of("points", 0), "points");
    assertInvalid(Map.of("points", 100_001), "points");
    assertInvalid(Map.of("streakDays", 7, "streakBonus", 5), "streakDays");
    assertInvalid(Map.of("code", "CHECK_IN", "streakDays", 7), "streakBonus");
    assertInvalid(Map.of("code", "CHECK_IN", "streakDays", 1, "streakBonus", 5), "streakDays");
    assertInvalid(Map.of("capPerDay", 0), "capPerDay");
    assertInvalid(Map.of("capPerDay", 20, "capPerWeek", 10), "capPerWeek");
    assertInvalid(Map.of("capPerDay", 20, "capPerMonth", 10), "capPerMonth");
    assertInvalid(Map.of("capPerWeek", 20, "capPerMonth", 10), "capPerMonth");
    assertInvalid(Map.of("expiryMonths", 121), "expiryMonths");
    assertInvalid(Map.of("fixedMonth", 3, "fixedDay", 31), "fixedDay");
    assertInvalid(Map.of("expiryRounding", "FIXED_DAY"), "fixedMonth");
    assertInvalid(
        Map.of("expiryRounding", "FIXED_DAY", "fixedMonth", 2, "fixedDay", 30), "fixedDay");

    assertThat(rules()).isEqualTo(before);
  }

  @Test
  void members_neither_see_nor_set_rules() {
    GraphQLClient client = GraphQLClient.ofThisTest().as(fixture.accessToken(member));
    assertThat(client.runWith("earnRules", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(client.run("saveEarnRule", input(Map.of())).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  private int chat(String message) {
    return await(earnings.earn(member, CHAT, message));
  }

  private int purchase(String order, int yuan) {
    return await(earnings.purchase(member, yuan, 150, "ORDER", order));
  }

  /** A Monday ahead, in the middle of a month. */
  private LocalDate monday() {
    return calendar
        .today()
        .plusMonths(1)
        .withDayOfMonth(8)
        .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  }

  private void at(LocalDate day) {
    clock.advance(Duration.between(clock.instant(), calendar.startOf(day).plusSeconds(60)));
  }

  private void saveChat(Map<String, Object> more) {
    saved(more);
  }

  private Answer saved(Map<String, Object> more) {
    return operator.run("saveEarnRule", input(more)).expectSuccess("saveEarnRule");
  }

  private void assertInvalid(Map<String, Object> more, String field) {
    Answer answer = operator.run("saveEarnRule", input(more));
    assertThat(answer.userErrorCodes("saveEarnRule")).containsExactly("INVALID_INPUT");
    assertThat(answer.array("saveEarnRule.userErrors.0.field")).containsExactly("input", field);
  }

  private static Map<String, Object> input(Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>();
    input.put("code", CHAT.name());
    input.put("points", 10);
    input.put("expiryRounding", "MONTH_END");
    input.putAll(more);
    return input;
  }

  private String rules() {
    return operator.runWith("earnRules", Map.of()).body().encode();
  }
}
