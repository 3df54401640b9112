package io.siyu.member;

import static io.siyu.member.TierFixture.GOLD;
import static io.siyu.member.TierFixture.SILVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.testing.Background;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A birthday brings one gift a year, on its day in the brand's zone. */
@QuarkusTest
class BirthdayBenefitsTest {

  @Inject GrowthService growth;
  @Inject TierFixture fixture;
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
  void a_birthday_begins_at_midnight_in_shanghai_and_brings_one_gift_a_year() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    LocalDate day = LocalDate.of(calendar.today().getYear() + 1, 5, 17);
    UUID member = fixture.member(SILVER, LocalDate.of(1990, 5, 17));

    at(calendar.startOf(day).minusSeconds(30));
    runJob();
    assertThat(fixture.coupons(member, gift)).isZero();
    at(calendar.startOf(day).plusSeconds(1));
    runJob();
    runJob();
    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    // Another birthday in the same year.
    rows.update("UPDATE member SET birthday = '1990-05-18' WHERE id = $1", member);
    at(calendar.startOf(day.plusDays(1)).plusSeconds(1));
    runJob();
    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    at(calendar.startOf(day.plusYears(1).plusDays(1)).plusSeconds(1));
    runJob();

    assertThat(fixture.coupons(member, gift)).isEqualTo(2);
  }

  @Test
  void rising_after_the_birthday_brings_no_second_gift() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    UUID better = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    fixture.benefit(GOLD, TierBenefitType.BIRTHDAY_COUPON, better, 1);
    LocalDate today = calendar.today();
    UUID member = fixture.member(SILVER, today.minusYears(32));
    runJob();

    Rows.await(growth.add(member, 6000, "ORDER", "o1"));
    runJob();

    assertThat(fixture.level(member)).isEqualTo(3);
    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    assertThat(fixture.coupons(member, better)).isZero();
  }

  @Test
  void the_leap_day_is_celebrated_on_28_february_of_a_common_year() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    UUID member = fixture.member(SILVER, LocalDate.of(1996, 2, 29));
    LocalDate common = next(calendar.today(), LocalDate.of(2027, 2, 28));
    LocalDate leap = next(common, LocalDate.of(2028, 2, 29));

    at(calendar.startOf(common).minusSeconds(30));
    runJob();
    assertThat(fixture.coupons(member, gift)).isZero();
    at(calendar.startOf(common).plusSeconds(1));
    runJob();
    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    at(calendar.startOf(leap).minusSeconds(30));
    runJob();
    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    at(calendar.startOf(leap).plusSeconds(1));
    runJob();

    assertThat(fixture.coupons(member, gift)).isEqualTo(2);
  }

  @Test
  void a_gift_that_nothing_ran_for_on_the_day_is_given_within_three_days() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    LocalDate today = calendar.today();
    UUID late = fixture.member(SILVER, today.minusYears(30).minusDays(3));
    UUID over = fixture.member(SILVER, today.minusYears(30).minusDays(4));

    runJob();

    assertThat(fixture.coupons(late, gift)).isEqualTo(1);
    assertThat(fixture.coupons(over, gift)).isZero();
  }

  @Test
  void whoever_deleted_an_account_and_returned_has_a_gift_from_the_next_year_on() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    LocalDate today = calendar.today();
    UUID member = fixture.member(SILVER, today.minusYears(30));
    UUID back = fixture.member(SILVER, today.minusYears(30));
    rows.update("UPDATE member SET returned = true WHERE id = $1", back);

    runJob();
    assertThat(fixture.coupons(member, gift)).isEqualTo(1);
    assertThat(fixture.coupons(back, gift)).isZero();
    at(calendar.startOf(today.plusYears(1)).plusSeconds(1));
    runJob();

    assertThat(fixture.coupons(back, gift)).isEqualTo(1);
  }

  @Test
  void a_return_after_new_year_brings_no_second_gift_for_a_birthday_in_december() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    fixture.benefit(SILVER, TierBenefitType.BIRTHDAY_COUPON, gift, 1);
    LocalDate newYear = calendar.today().plusYears(1).withDayOfYear(1);
    at(calendar.startOf(newYear).plusSeconds(1));
    UUID back = fixture.member(SILVER, LocalDate.of(1990, 12, 31));
    // In Shanghai the year has begun, while in UTC it has not.
    rows.update(
        "UPDATE member SET returned = true, created_at = $2 WHERE id = $1", back, calendar.now());

    runJob();
    assertThat(fixture.coupons(back, gift)).isZero();
    rows.update("UPDATE member SET birthday = '1990-01-02' WHERE id = $1", back);
    at(calendar.startOf(newYear.plusDays(1)).plusSeconds(1));
    runJob();

    assertThat(fixture.coupons(back, gift)).isZero();
  }

  /** The first day behind {@code after} that lies whole cycles of leap years from the example. */
  private static LocalDate next(LocalDate after, LocalDate example) {
    LocalDate day = example;
    while (!day.isAfter(after)) {
      day = day.plusYears(4);
    }
    return day;
  }

  private void runJob() {
    background.run("tier-benefits");
  }

  private void at(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }
}
