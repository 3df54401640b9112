package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members of team buys are told: how their team ended, or why they are in none; each once. */
@QuarkusTest
class TeamNoticesTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject ChainManagement management;
  @Inject ChainClosing closing;
  @Inject JobScheduler jobs;
  @Inject MovableClock clock;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    clock.reset();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void everybody_in_a_formed_team_is_told_once_and_not_again_when_the_team_buy_ends() {
    UUID leader = chains.member("团长小满");
    Published chain = chains.led(fixture.published(3), leader);
    UUID first = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(first);
    UUID left = fixture.seated(chain, team, WhenFull.REFUND);
    chains.withdraw(fixture.memberOf(left), left);
    UUID second = fixture.seated(chain, team, WhenFull.REFUND);
    chains.awaitQuiet();
    assertThat(publishedOf(team)).as("a seat like any other is told to nobody").isZero();
    UUID last = fixture.seated(chain, team, WhenFull.OPEN_OWN);

    for (UUID entry : List.of(first, second, last)) {
      awaitTold(entry, "CHAIN_TEAM_FORMED");
      assertThat(messagesOf(entry))
          .isEqualTo("您参加的拼团成团了 【伦晚脐橙，满3发货】3人团已满员，正在备货。自提的请等到货通知，快递的请留意发货。");
    }
    // The last payment is told again, and the team buy ends.
    chains.pay(last);
    chains.passDeadline(chain);
    endAndTellAll(chain);

    for (UUID entry : List.of(first, second, last)) {
      assertThat(kindsOf(entry)).isEqualTo("CHAIN_TEAM_FORMED");
    }
    assertThat(kindsOf(left)).isNull();
    assertThat(messagesOfMember(leader)).isEqualTo("您带的拼团成团了 【伦晚脐橙，满3发货】已截止，已成1团，正在备货；未成团的付款原路退回。");
    assertThat(publishedOf(team)).isEqualTo(1);
  }

  @Test
  void everybody_in_a_failed_team_is_told_once_and_not_again_when_the_team_buy_fails() {
    Published chain = fixture.published(3);
    UUID first = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(first);
    UUID second = fixture.seated(chain, team, WhenFull.REFUND);
    UUID unpaid = fixture.joined(chain, team, WhenFull.REFUND);
    fixture.passTeamTime();

    fixture.endTeams();
    for (UUID entry : List.of(first, second)) {
      awaitTold(entry, "CHAIN_TEAM_FAILED");
      assertThat(messagesOf(entry))
          .isEqualTo("您参加的拼团未成团 【伦晚脐橙，满3发货】时间到了还没有拼满，付款原路退回，请留意微信支付的退款通知。");
    }
    chains.passDeadline(chain);
    endAndTellAll(chain);

    for (UUID entry : List.of(first, second)) {
      assertThat(kindsOf(entry)).isEqualTo("CHAIN_TEAM_FAILED");
    }
    assertThat(kindsOf(unpaid)).isNull();
  }

  @Test
  void a_member_of_several_teams_is_told_of_each() {
    Published chain = fixture.published(2);
    UUID member = chains.member("谷雨");
    UUID formed = fixture.await(fixture.join(member, chain, null, WhenFull.REFUND));
    chains.pay(formed);
    fixture.seated(chain, fixture.teamOf(formed), WhenFull.REFUND);
    for (int i = 0; i < 2; i++) {
      chains.pay(fixture.await(fixture.join(member, chain, null, WhenFull.REFUND)));
    }
    chains.passDeadline(chain);

    endAndTellAll(chain);

    assertThat(kindsOfMember(member))
        .isEqualTo("CHAIN_TEAM_FAILED,CHAIN_TEAM_FAILED,CHAIN_TEAM_FORMED");
  }

  @Test
  void who_is_in_an_open_team_is_told_that_the_team_buy_was_closed_early_or_called_off() {
    Published closed = fixture.published(2);
    UUID inClosed = fixture.seated(closed, null, WhenFull.REFUND);
    UUID leader = chains.member("团长小满");
    Published cancelled = chains.led(fixture.published(2), leader);
    UUID inFormed = fixture.seated(cancelled, null, WhenFull.REFUND);
    fixture.seated(cancelled, fixture.teamOf(inFormed), WhenFull.REFUND);
    UUID inCancelled = fixture.seated(cancelled, null, WhenFull.REFUND);
    UUID paidLate = fixture.joined(cancelled, null, WhenFull.REFUND);

    chains.await(closing.closeAsOperator(closed.operator(), closed.id(), true, ChainFixture.key()));
    chains.await(
        management.cancel(cancelled.operator(), cancelled.id(), "果园减产", ChainFixture.key()));
    chains.pay(paidLate);
    endAndTellAll(closed);
    endAndTellAll(cancelled);

    assertThat(messagesOf(inClosed)).startsWith("您参加的拼团未成团 ").contains("提前截止时还没有拼满，付款原路退回");
    assertThat(messagesOf(inCancelled)).startsWith("您参加的拼团已取消 ").contains("已取消，付款原路退回");
    assertThat(messagesOf(paidLate)).startsWith("您的拼团没有参加成功 ").contains("拼团已取消，付款原路退回");
    assertThat(kindsOf(inFormed)).isEqualTo("CHAIN_TEAM_FORMED");
    assertThat(messagesOfMember(leader)).isEqualTo("您带的拼团已取消 【伦晚脐橙，满2发货】已取消，已成1团，正在备货；未成团的付款原路退回。");
    assertThat(List.of(inClosed, inCancelled))
        .allMatch(e -> kindsOf(e).equals("CHAIN_TEAM_FAILED"));
  }

  @Test
  void who_paid_and_found_no_seat_is_told_once_what_became_of_the_payment() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID refunded = fixture.joined(chain, team, WhenFull.REFUND);
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    fixture.seated(chain, team, WhenFull.REFUND);

    for (int told = 0; told < 2; told++) {
      chains.pay(refunded);
      chains.pay(own);
    }

    awaitTold(refunded, "CHAIN_SEAT_MISSED");
    assertThat(messagesOf(refunded))
        .isEqualTo("您的拼团没有参加成功 【伦晚脐橙，满2发货】付款时您选的团已经满员，付款原路退回，请留意微信支付的退款通知。");
    awaitTold(own, "CHAIN_SEAT_MISSED");
    assertThat(messagesOf(own))
        .startsWith("已为您新开一团 【伦晚脐橙，满2发货】付款时您选的团已经满员，已按您的选择新开一个2人团，请在")
        .endsWith("前邀请好友拼满，否则付款原路退回。");
    fixture.seated(chain, fixture.teamOf(own), WhenFull.REFUND);
    awaitTold(own, "CHAIN_TEAM_FORMED");
  }

  @Test
  void who_is_too_late_for_a_team_is_told_why() {
    Published chain = fixture.published(3);
    UUID team = fixture.opened(chain);
    UUID member = chains.member("谷雨");
    UUID one = fixture.await(fixture.join(member, chain, team, WhenFull.REFUND));
    UUID two = fixture.await(fixture.join(member, chain, team, WhenFull.REFUND));
    chains.pay(one);
    chains.pay(two);
    awaitTold(two, "CHAIN_SEAT_MISSED");
    assertThat(messagesOf(two)).contains("您已经在这个团里，每人一个名额");

    clock.advance(TeamFixture.TEAM_TIME.minus(Duration.ofMinutes(1)));
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    clock.advance(Duration.ofMinutes(2));
    fixture.endTeams();
    chains.pay(own);

    awaitTold(own, "CHAIN_SEAT_MISSED");
    assertThat(messagesOf(own)).contains("付款时您选的团已经结束，已按您的选择新开一个3人团");
  }

  @Test
  void who_opens_a_team_is_told_nothing_that_they_asked_for() {
    Published chain = fixture.published(2);
    UUID entry = fixture.seated(chain, null, WhenFull.OPEN_OWN);
    chains.awaitQuiet();

    assertThat(kindsOf(entry)).isNull();
    assertThat(fixture.text("SELECT when_full FROM chain_entry WHERE id = $1", entry))
        .isEqualTo("REFUND");
  }

  @Test
  void whose_team_ended_before_teams_told_anybody_is_told_by_the_end_of_the_team_buy() {
    Published chain = fixture.published(2);
    UUID entry = fixture.seated(chain, null, WhenFull.REFUND);
    fixture.seated(chain, fixture.teamOf(entry), WhenFull.REFUND);
    awaitTold(entry, "CHAIN_TEAM_FORMED");
    // As a version before did.
    fixture.execute("UPDATE chain_team SET announced = false WHERE id = $1", fixture.teamOf(entry));
    fixture.execute("DELETE FROM notification WHERE member_id = $1", fixture.memberOf(entry));
    chains.passDeadline(chain);

    endAndTellAll(chain);

    assertThat(kindsOf(entry)).isEqualTo("CHAIN_SETTLED");
  }

  /** Each job as often as it waits for another, then everything that follows. */
  private void endAndTellAll(Published chain) {
    chains.settle();
    fixture.endTeams();
    chains.settle();
    await()
        .atMost(ChainRecords.PATIENCE)
        .until(
            () -> {
              fixture.await(jobs.runNow("chain-notices"));
              return fixture.number(
                      """
                      SELECT count(*) FROM chain_notice
                      WHERE chain_id = $1 AND finished_at IS NOT NULL""",
                      chain.id())
                  == 1;
            });
    chains.awaitQuiet();
  }

  private void awaitTold(UUID entry, String kind) {
    await()
        .atMost(ChainRecords.PATIENCE)
        .until(
            () ->
                fixture.number(
                        """
                        SELECT count(*) FROM notification n JOIN chain_entry e USING (member_id)
                        WHERE e.id = $1 AND n.kind = $2""",
                        entry,
                        kind)
                    == 1);
  }

  /** The last one first. */
  private String messagesOf(UUID entry) {
    return messagesOfMember(fixture.memberOf(entry));
  }

  private String messagesOfMember(UUID member) {
    return fixture.text(
        """
        SELECT string_agg(title || ' ' || body, ' ' ORDER BY id DESC)
        FROM notification WHERE member_id = $1""",
        member);
  }

  private String kindsOf(UUID entry) {
    return kindsOfMember(fixture.memberOf(entry));
  }

  private String kindsOfMember(UUID member) {
    return fixture.text(
        "SELECT string_agg(kind, ',' ORDER BY kind) FROM notification WHERE member_id = $1",
        member);
  }

  private long publishedOf(UUID team) {
    return fixture.number(
        "SELECT count(*) FROM outbox_message WHERE handler = 'event' AND unique_key LIKE $1",
        "outreach.%:ChainTeam%:" + team);
  }
}
