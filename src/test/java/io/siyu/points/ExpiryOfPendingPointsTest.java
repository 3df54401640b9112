package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time that points of a purchase wait for the goods is not the member's loss. */
@QuarkusTest
class ExpiryOfPendingPointsTest extends PointsLedgerScenario {

  private static final EarnExpiry LAST_OF_DECEMBER =
      new EarnExpiry(0, ExpiryRounding.FIXED_DAY, MonthDay.of(12, 31));

  @Inject RuleEarnings earnings;
  @Inject EarnRules rules;
  @Inject MovableClock movable;

  private EarnRule before;
  private LocalDate lastOfDecember;

  @BeforeEach
  void paid_on_the_day_before_the_last_one() {
    before = await(rules.rule(EarnRuleCode.PURCHASE));
    save(LAST_OF_DECEMBER);
    lastOfDecember = LocalDate.of(calendar.today().getYear() + 1, Month.DECEMBER, 31);
    at(lastOfDecember.minusDays(1));
  }

  @AfterEach
  void as_it_was() {
    movable.reset();
    save(before.expiry());
  }

  @Test
  void points_that_come_after_the_day_last_to_the_next_one() {
    purchase();
    at(lastOfDecember.plusDays(3));

    activate();

    assertEnds(calendar.startOf(lastOfDecember.plusYears(1).plusDays(1)));
    at(lastOfDecember.plusYears(1));
    spend("s1", 30);
    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void debt_is_repaid_by_points_that_can_be_spent_and_the_rest_stays() {
    earn("o0", 10, null);
    spend("s0", 10);
    await(ledger.reverse(member, ORDER, "o0"));
    assertThat(fixture.debt(member)).isEqualTo(10);
    purchase();
    at(lastOfDecember.plusDays(3));

    activate();

    assertThat(fixture.debt(member)).isZero();
    spend("s1", 20);
    assertThat(remaining("o1")).isZero();
  }

  @Test
  void what_ended_meanwhile_is_gone_when_more_comes() {
    earn("old", 50, calendar.startOf(lastOfDecember));
    purchase();
    at(lastOfDecember.plusDays(3));

    activate();

    assertThat(fixture.balance(member)).isEqualTo(30);
    assertThat(lotState("old")).isEqualTo("EXPIRED");
  }

  @Test
  void whatever_was_promised_for_longer_stays_so() {
    save(new EarnExpiry(36, ExpiryRounding.EXACT, null));
    Instant promised = calendar.startOf(calendar.today().plusMonths(36).plusDays(1));
    purchase();
    save(LAST_OF_DECEMBER);
    activate();
    assertEnds(promised);

    newMember();
    save(new EarnExpiry(0, ExpiryRounding.EXACT, null));
    purchase();
    save(LAST_OF_DECEMBER);
    activate();

    assertThat(
            fixture.number(
                "SELECT count(*) FROM points_lot WHERE member_id = $1 AND expires_at IS NULL",
                member))
        .isEqualTo(1);
  }

  @Test
  void points_of_a_rule_without_an_end_by_now_have_none() {
    purchase();
    save(new EarnExpiry(0, ExpiryRounding.EXACT, null));
    at(lastOfDecember.plusDays(3));

    activate();

    at(lastOfDecember.plusYears(3));
    spend("s1", 30);
  }

  private void purchase() {
    assertThat(await(earnings.purchase(member, 30, 100, ORDER, "o1"))).isEqualTo(30);
  }

  private void activate() {
    await(earnings.activatePurchase(member, ORDER, "o1"));
  }

  private void assertEnds(Instant end) {
    assertThat(
            fixture.number(
                "SELECT count(*) FROM points_lot WHERE member_id = $1 AND expires_at = $2",
                member,
                end.atOffset(ZoneOffset.UTC)))
        .isEqualTo(1);
  }

  private void save(EarnExpiry expiry) {
    EarnCaps none = EarnCaps.NONE;
    await(rules.save(Ids.next(), new EarnRule(EarnRuleCode.PURCHASE, true, 1, 0, 0, none, expiry)));
  }

  private void at(LocalDate day) {
    movable.advance(Duration.between(clock.instant(), calendar.startOf(day).plusSeconds(60)));
  }
}
