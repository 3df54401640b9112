package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.points.EarnRuleCode;
import io.siyu.points.RuleEarnings;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody gets rid of a debt or a limit by deleting the account and coming back. */
@QuarkusTest
class ReturningAllowancesTest extends ReturningScenario {

  @Inject RuleEarnings earnings;
  @Inject GrowthService growth;
  @Inject TierFixture fixture;
  @Inject CarriedAllowances allowances;

  @AfterEach
  void tiers_give_nothing_again() {
    fixture.reset();
  }

  @Test
  void a_debt_of_points_is_owed_by_whoever_returns_however_often() {
    Person first = comes("demo:830001:u830001", null);
    owe(first.id(), 100);
    leave(first);
    assertThat(kept("pointsDebt")).as("until they return").isPositive();

    Person second = comes("demo:830001:u830001", null);
    assertThat(account(second)).isEqualTo("0/100");
    earn(second.id(), 30);
    leave(second);
    Person third = comes("demo:830001:u830001", null);
    assertThat(account(third)).isEqualTo("0/70");
    owe(third.id(), 5);
    leave(third);
    Person fourth = comes("demo:830001:u830001", null);

    assertThat(account(fourth)).isEqualTo("0/75");
    assertThat(account(comes("demo:830001:u830001", null))).as("a later login").isEqualTo("0/75");
    earn(fourth.id(), 80);
    assertThat(account(fourth)).isEqualTo("5/0");
    leave(fourth);
    Person free = comes("demo:830001:u830001", null);
    assertThat(rows.count("points_entry WHERE member_id = $1", free.id())).isZero();
    for (Person one : List.of(first, second, third, fourth, free)) {
      assertThat(Rows.await(reconciliation.violations(one.id()))).isEmpty();
    }
    assertThat(account(first)).as("the books of before stay").isEqualTo("0/100");
  }

  @Test
  void either_identity_leads_to_what_was_used_and_only_once() {
    Person first = comes("demo:831001:u831001", null);
    owe(first.id(), 40);
    leave(first);

    Person byUnionid = comes("demo:831002:u831001", null);
    Person byOpenid = comes("demo:831001", null);

    assertThat(account(byUnionid)).isEqualTo("0/40");
    assertThat(rows.count("points_entry WHERE member_id = $1", byOpenid.id())).isZero();
  }

  @Test
  void logins_that_race_take_the_debt_over_once() throws Exception {
    Person first = comes("demo:832001:u832001", null);
    comes("demo:832002:u832001", null);
    owe(first.id(), 40);
    leave(first);
    CyclicBarrier barrier = new CyclicBarrier(6);
    ExecutorService phones = Executors.newFixedThreadPool(6);
    List<Future<Person>> logins = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      // Two apps of one person, of whom WeChat tells no unionid now: two accounts.
      String login = i % 2 == 0 ? "demo:832001" : "demo:832002";
      logins.add(
          phones.submit(
              () -> {
                barrier.await();
                return comes(login, null);
              }));
    }
    Set<UUID> accounts = new HashSet<>();
    for (Future<Person> login : logins) {
      accounts.add(login.get().id());
    }
    phones.shutdown();

    assertThat(accounts).hasSize(2);
    assertThat(
            rows.number(
                "SELECT sum(debt)::bigint FROM points_account WHERE member_id = ANY($1)", accounts))
        .isEqualTo(40);
  }

  @Test
  void rewards_and_coupons_that_were_had_stay_had() {
    UUID template = offer(1);
    Person first = comes("demo:833001:u833001", null);
    String reward = giftOncePerMember();
    earn(first.id(), 50);
    Answer redeemed = redeem(first, reward).expectSuccess("redeemReward");
    staff("fulfilRedemption", "redemptionId", redeemed.text("redeemReward.redemption.id"));
    claim(first, template).expectSuccess("claimCoupon");
    assertThat(first.client().run("exportMyData", Map.of()).text("exportMyData.data"))
        .contains("\"usedAllowances\":[{", "\"what\":\"rewards\"", "\"what\":\"coupons\"");
    leave(first);

    Person back = comes("demo:833001:u833001", null);
    earn(back.id(), 50);

    assertThat(redeem(back, reward).userErrorCodes("redeemReward"))
        .containsExactly("PER_MEMBER_LIMIT_REACHED");
    assertThat(claim(back, template).userErrorCodes("claimCoupon"))
        .containsExactly("LIMIT_REACHED");
    leave(back);
    Person again = comes("demo:833001:u833001", null);
    assertThat(claim(again, template).userErrorCodes("claimCoupon"))
        .containsExactly("LIMIT_REACHED");
    assertThat(Rows.await(reconciliation.violations(again.id()))).isEmpty();
  }

  @Test
  void of_an_offer_that_ended_meanwhile_nothing_is_carried() {
    UUID ended = offer(1);
    Person first = comes("demo:834001:u834001", null);
    claim(first, ended).expectSuccess("claimCoupon");
    leave(first);
    rows.update(
        "UPDATE coupon_template SET issue_until = now() - interval '1 hour' WHERE id = $1", ended);

    Person back = comes("demo:834001:u834001", null);

    assertThat(rows.count("coupon_member_quota WHERE member_id = $1", back.id())).isZero();
  }

  @Test
  void the_gift_of_a_tier_is_not_given_for_reaching_it_a_second_time() {
    UUID gift = fixture.template("NO_THRESHOLD", 1000);
    UUID freight = fixture.template("FREE_SHIPPING", 1000);
    fixture.benefit(TierFixture.SILVER, TierBenefitType.UPGRADE_COUPON, gift, 1);
    fixture.benefit(TierFixture.SILVER, TierBenefitType.MONTHLY_FREE_SHIPPING, freight, 2);
    Person first = comes("demo:835001:u835001", null);
    Rows.await(growth.add(first.id(), 1000, "ORDER", "o1"));
    assertThat(fixture.coupons(first.id(), gift)).isEqualTo(1);
    leave(first);

    Person back = comes("demo:835001:u835001", null);
    Rows.await(growth.add(back.id(), 1000, "ORDER", "o2"));

    assertThat(fixture.level(back.id())).isEqualTo(2);
    assertThat(fixture.coupons(back.id(), gift)).isZero();
    assertThat(fixture.coupons(back.id(), freight)).isZero();
    assertThat(fixture.grants(back.id())).isEqualTo(2);
  }

  @Test
  void the_caps_of_earn_rules_count_what_was_earned_before() {
    Person first = comes("demo:836001:u836001", null);
    int day = 0;
    for (int i = 0; i < 8; i++) {
      day += Rows.await(earnings.earn(first.id(), EarnRuleCode.CHAT_MESSAGE, "m-" + Ids.next()));
    }
    assertThat(day).as("the cap of a day").isEqualTo(50);
    leave(first);

    Person back = comes("demo:836001:u836001", null);

    assertThat(Rows.await(earnings.earn(back.id(), EarnRuleCode.CHAT_MESSAGE, "m-" + Ids.next())))
        .isZero();
    assertThat(Rows.await(reconciliation.violations(back.id()))).isEmpty();
  }

  @Test
  void units_of_a_flash_sale_count_while_it_is_not_over() {
    Person first = comes("demo:837001:u837001", null);
    UUID running = itemOfSale("RUNNING", first.id());
    UUID over = itemOfSale("ENDED", first.id());
    leave(first);

    Person back = comes("demo:837001:u837001", null);

    assertThat(
            rows.number(
                """
                SELECT taken::bigint FROM flash_sale_member_quota
                WHERE item_id = $1 AND member_id = $2""",
                running,
                back.id()))
        .isEqualTo(2);
    assertThat(
            rows.count(
                "flash_sale_member_quota WHERE item_id = $1 AND member_id = $2", over, back.id()))
        .isZero();
  }

  @Test
  void what_vanishes_into_another_record_of_the_person_is_not_lost() {
    UUID template = offer(1);
    Person other = comes("demo:838001", null);
    earn(other.id(), 5);
    Person first = comes("demo:838002", null);
    claim(first, template).expectSuccess("claimCoupon");
    leave(first);
    Person back = comes("demo:838002", null);

    merge(other, back, 838001);

    assertThat(claim(other, template).userErrorCodes("claimCoupon"))
        .containsExactly("LIMIT_REACHED");
  }

  @Test
  void what_was_kept_is_forgotten_after_the_time_that_the_brand_sets() {
    Person first = comes("demo:839001:u839001", null);
    owe(first.id(), 40);
    leave(first);
    UUID departure =
        rows.first(
            """
            SELECT departure_id FROM departed_allowance WHERE kind = 'pointsDebt'
            ORDER BY id DESC LIMIT 1""",
            row -> row.uuid("departure_id"));
    rows.update(
        "UPDATE departed_allowance SET departed_at = '2020-01-02' WHERE departure_id = $1",
        departure);

    rows.inTransaction(() -> allowances.forget(Instant.parse("2020-01-01T00:00:00Z"), 100));
    assertThat(rows.count("departed_allowance WHERE departure_id = $1", departure)).isPositive();
    rows.inTransaction(() -> allowances.forget(Instant.parse("2020-01-03T12:00:00Z"), 100));

    assertThat(rows.count("departed_allowance WHERE departure_id = $1", departure)).isZero();
    assertThat(rows.count("points_entry WHERE member_id = $1", comes("demo:839001", null).id()))
        .isZero();
  }
}
