package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static io.siyu.points.PointsFixture.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many at once, one instance: the guards of the database decide. */
@QuarkusTest
class PointsConcurrencyTest {

  @Inject PointsLedger ledger;
  @Inject CheckInService checkIns;
  @Inject RewardShelf shelf;
  @Inject RedemptionService redemptions;
  @Inject PointsExpiry expiry;
  @Inject Database database;
  @Inject Clock clock;
  @Inject PointsFixture fixture;

  @Test
  void sixty_four_spends_at_once_never_exceed_the_balance() {
    UUID member = fixture.member();
    earn(member, "o1", 60);
    earn(member, "o2", 40);

    List<Object> outcomes = together(64, i -> () -> ledger.spend(member, 7, "ORDER", "spend-" + i));

    assertThat(refusals(outcomes)).hasSize(64 - 14).containsOnly("INSUFFICIENT_POINTS");
    assertThat(fixture.balance(member)).isEqualTo(100 - 14 * 7);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM points_entry WHERE member_id = $1 AND operation = 'SPEND'",
                member))
        .isEqualTo(14);
    fixture.assertReconciled(member);
  }

  @Test
  void spends_refunds_earnings_and_the_job_that_expires_agree_when_they_come_together() {
    UUID member = fixture.member();
    for (int i = 0; i < 8; i++) {
      earn(member, "o" + i, 50);
      await(ledger.spend(member, 10, "ORDER", "old-" + i));
    }
    fixture.expireLotsOf(member, "o1");
    fixture.expireLotsOf(member, "o2");

    List<Object> outcomes =
        together(
            48,
            i ->
                () ->
                    switch (i % 6) {
                      case 0 -> ledger.spend(member, 9, "ORDER", "new-" + i);
                      case 1 -> ledger.giveBack(member, "ORDER", "old-" + i % 8);
                      case 2 -> ledger.reverse(member, "ORDER", "o" + i % 8);
                      case 3 ->
                          database
                              .transaction(() -> expiry.batch(clock.instant()))
                              .replaceWithVoid();
                      case 4 -> ledger.spend(member, 60, "ORDER", "big-" + i);
                      default ->
                          ledger.earn(Earning.active(member, 5, "ORDER", "n" + i, "BASE", null));
                    });

    refusals(outcomes);
    fixture.assertReconciled(member);
  }

  @Test
  void the_same_earning_spend_and_refund_count_once_when_they_come_together() {
    UUID member = fixture.member();
    together(16, i -> () -> ledger.earn(Earning.active(member, 50, "ORDER", "o1", "BASE", null)));
    assertThat(fixture.balance(member)).isEqualTo(50);

    assertThat(refusals(together(16, i -> () -> ledger.spend(member, 30, "ORDER", "s1"))))
        .isEmpty();
    assertThat(fixture.balance(member)).isEqualTo(20);

    together(16, i -> () -> ledger.giveBack(member, "ORDER", "s1"));
    assertThat(fixture.balance(member)).isEqualTo(50);

    together(16, i -> () -> ledger.reverse(member, "ORDER", "o1"));
    assertThat(fixture.balance(member)).isZero();
    assertThat(fixture.debt(member)).isZero();
    fixture.assertReconciled(member);
  }

  @Test
  void of_thirty_two_check_ins_of_a_day_one_counts() {
    UUID member = fixture.member();

    List<Object> outcomes = together(32, i -> () -> checkIns.checkIn(member, "key-" + i));

    assertThat(refusals(outcomes)).hasSize(31).containsOnly("ALREADY_CHECKED_IN");
    assertThat(fixture.balance(member)).isEqualTo(5);
    assertThat(fixture.number("SELECT count(*) FROM check_in WHERE member_id = $1", member))
        .isEqualTo(1);
    fixture.assertReconciled(member);
  }

  @Test
  void of_thirty_two_members_who_want_the_last_reward_one_gets_it() {
    UUID reward = reward(100, 1, 1);
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      members.add(fixture.member());
      earn(members.get(i), "o1", 100);
    }

    List<Object> outcomes =
        together(32, i -> () -> redemptions.redeem(members.get(i), reward, null, "key"));

    assertThat(refusals(outcomes)).hasSize(31).containsOnly("REWARD_SOLD_OUT");
    assertThat(fixture.number("SELECT stock::bigint FROM reward WHERE id = $1", reward)).isZero();
    assertThat(fixture.number("SELECT count(*) FROM redemption WHERE reward_id = $1", reward))
        .isEqualTo(1);
    assertThat(members.stream().mapToLong(fixture::balance).sum()).isEqualTo(31 * 100);
    members.forEach(fixture::assertReconciled);
  }

  @Test
  void one_member_never_gets_more_than_the_limit_however_fast() {
    UUID reward = reward(10, 50, 3);
    UUID member = fixture.member();
    earn(member, "o1", 1000);

    List<Object> outcomes =
        together(32, i -> () -> redemptions.redeem(member, reward, null, "key-" + i));

    assertThat(refusals(outcomes)).hasSize(29).containsOnly("PER_MEMBER_LIMIT_REACHED");
    assertThat(fixture.balance(member)).isEqualTo(1000 - 3 * 10);
    assertThat(fixture.number("SELECT stock::bigint FROM reward WHERE id = $1", reward))
        .isEqualTo(47);
    fixture.assertReconciled(member);
  }

  @Test
  void one_key_redeems_once_even_when_sent_many_times_at_once() {
    UUID reward = reward(10, 50, 9);
    UUID member = fixture.member();
    earn(member, "o1", 100);

    List<Object> outcomes =
        together(16, i -> () -> redemptions.redeem(member, reward, null, "same-key"));

    assertThat(outcomes).hasSize(16).containsOnly(outcomes.get(0));
    assertThat(fixture.balance(member)).isEqualTo(90);
    fixture.assertReconciled(member);
  }

  private UUID reward(int price, int stock, int limit) {
    return await(
        shelf.add(
            new NewReward(
                RewardKind.COUPON,
                fixture.couponTemplate(),
                "5 元券",
                null,
                null,
                price,
                stock,
                limit)));
  }

  private void earn(UUID member, String businessId, long points) {
    await(ledger.earn(Earning.active(member, points, "ORDER", businessId, "BASE", null)));
  }

  /** Codes of those that were refused; anything else that failed fails the test. */
  private static List<String> refusals(List<Object> outcomes) {
    List<String> codes = new ArrayList<>();
    for (Object outcome : outcomes) {
      if (outcome instanceof Refusal refusal) {
        codes.add(refusal.code());
      } else {
        assertThat(outcome).isNotInstanceOf(Throwable.class);
      }
    }
    return codes;
  }
}
