package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.testing.Answer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members who hold goods and do not pay, again and again. */
@QuarkusTest
class UnpaidEntriesTest extends UnpaidScenario {

  private static final Duration LOOKED_BACK = Duration.ofHours(6);

  @Inject PaymentCrowd crowd;
  @Inject ChainUnpaidConfig config;

  @Test
  void who_let_three_lapse_is_refused_until_the_first_is_long_enough_ago() {
    assertThat(config.times()).isEqualTo(3);
    assertThat(config.within()).isEqualTo(LOOKED_BACK);
    Published chain = chain();
    UUID member = fixture.member("小满");
    UUID first = lapse(member, chain);
    lapse(member, chain);
    lapse(member, chain);
    String before = fixture.fingerprint(chain);

    Refusal refusal = refusal(member, chain);

    assertThat(refusal.code()).isEqualTo("UNPAID_TOO_OFTEN");
    Instant againAt = (Instant) refusal.facts().get("againAt");
    assertThat(againAt).isEqualTo(endOf(first).plus(LOOKED_BACK));
    clock.advance(Duration.between(clock.instant(), againAt).minusMinutes(1));
    assertThat(refusal(member, chain).facts()).containsEntry("againAt", againAt);
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    clock.advance(Duration.ofMinutes(1));
    fixture.joinAndPay(member, chain, 1);
  }

  @Test
  void it_is_about_one_member_and_one_chain() {
    Published chain = chain();
    UUID member = fixture.member("小满");
    for (int i = 0; i < 3; i++) {
      lapse(member, chain);
    }
    assertThat(refusal(member, chain)).isNotNull();

    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    fixture.joinAndPay(member, chain(), 1);

    assertThat(fixture.chain(chain).have()).isEqualTo(1);
  }

  @Test
  void who_corrects_an_order_at_once_may_do_so_often() {
    Published chain = chain();
    UUID member = fixture.member("小满");

    for (int i = 0; i < 10; i++) {
      fixture.withdraw(member, fixture.await(fixture.join(member, chain, 1)));
    }

    fixture.joinAndPay(member, chain, 1);
  }

  @Test
  void giving_up_just_before_the_time_is_over_evades_nothing() {
    Published chain = chain();
    UUID member = fixture.member("小满");
    for (int i = 0; i < 3; i++) {
      UUID entry = fixture.await(fixture.join(member, chain, 1));
      clock.advance(TO_PAY.minusSeconds(40));
      fixture.withdraw(member, entry);
    }

    assertThat(refusal(member, chain).code()).isEqualTo("UNPAID_TOO_OFTEN");
  }

  @Test
  void a_timeout_that_comes_late_counts_for_no_more_than_the_time_to_pay() {
    Published chain = chain();
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    clock.advance(Duration.ofHours(3));
    timeOut(entry);

    fixture.joinAndPay(member, chain, 1);
  }

  /** Neither while nobody told of it yet, nor when that comes after all was over. */
  @Test
  void who_paid_is_never_refused_however_late_the_news() {
    Published chain = chain();
    UUID member = fixture.member("小满");
    lapse(member, chain);
    lapse(member, chain);
    UUID untold = fixture.await(fixture.join(member, chain, 1));
    fixture.payWithoutNotice(untold);
    clock.advance(TO_PAY);
    // On its way: nobody knows yet.
    UUID second = fixture.await(fixture.join(member, chain, 1));
    timeOut(untold);
    assertThat(fixture.stateOf(untold)).isEqualTo("PAID");
    clock.advance(TO_PAY);
    timeOut(second);
    assertThat(refusal(member, chain).code()).isEqualTo("UNPAID_TOO_OFTEN");

    crowd.tellEach(List.of(crowd.trade(crowd.of(second), 5)));
    fixture.awaitQuiet();

    assertThat(teams.fate(second)).isEqualTo("EXPIRED PAID_TOO_LATE");
    assertThat(teams.refundedOf(second)).isEqualTo(ChainFixture.PRICE_FEN);
    fixture.joinAndPay(member, chain, 1);
  }

  @Test
  void seats_that_were_gone_are_not_held_against_who_did_not_pay_for_them() {
    Published chain = endless(teams.published(2));
    UUID member = fixture.member("小满");
    for (int i = 0; i < 4; i++) {
      UUID team = teams.opened(chain);
      UUID entry = fixture.await(teams.join(member, chain, team, WhenFull.REFUND));
      teams.seated(chain, team, WhenFull.REFUND);
      clock.advance(TO_PAY);
      timeOut(entry);
      assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
    }

    fixture.await(teams.join(member, chain, null, WhenFull.REFUND));
  }

  @Test
  void the_client_is_told_when_to_come_again_by_both_ways_of_joining() {
    Published chain = chain();
    Published teamBuy = endless(teams.published(2));
    UUID member = fixture.member("小满");
    for (int i = 0; i < 3; i++) {
      UUID entry = fixture.await(fixture.join(member, chain, 1));
      UUID seat = fixture.await(teams.join(member, teamBuy, null, WhenFull.REFUND));
      clock.advance(TO_PAY);
      timeOut(entry);
      timeOut(seat);
    }

    assertTold(asMember(member).run("joinChain", joinInput(chain, 1, null)), "joinChain");
    assertTold(asMember(member).run("joinTeam", joinInput(teamBuy, 1, null)), "joinTeam");
  }

  private void assertTold(Answer refused, String mutation) {
    assertThat(refused.userErrorCodes(mutation)).containsExactly("UNPAID_TOO_OFTEN");
    assertThat(Instant.parse(refused.text(mutation + ".userErrors.0.againAt")))
        .isAfter(clock.instant());
    assertThat(refused.text(mutation + ".userErrors.0.message")).contains("againAt");
  }
}
