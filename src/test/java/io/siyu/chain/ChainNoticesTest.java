package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.testing.Background;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members are told of chains: each thing once, and no more than they need. */
@QuarkusTest
class ChainNoticesTest {

  private static final String HANDLED =
      """
      SELECT count(*) FROM outbox_message
      WHERE handler = 'event' AND state = 'SENT' AND unique_key LIKE $1""";

  @Inject ChainFixture fixture;
  @Inject ChainManagement management;
  @Inject LadderFixture ladders;
  @Inject Background background;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void the_leader_alone_is_told_once_that_little_is_missing() {
    UUID leader = fixture.member("团长小满");
    Published chain = fixture.led(fixture.published(Plan.minimumOrders(10)), leader);
    List<UUID> members = fixture.members(8);
    List<UUID> entries = new ArrayList<>();
    members.subList(0, 7).forEach(member -> entries.add(fixture.joinAndPay(member, chain, 1)));
    announce();
    assertThat(announcements(chain)).isZero();

    entries.add(fixture.joinAndPay(members.get(7), chain, 1));
    announce();
    announce();

    await()
        .atMost(ChainRecords.PATIENCE)
        .until(() -> told(leader, "CHAIN_NEARLY_REACHED", chain) == 1);
    assertThat(messageOf(leader)).contains("您带的接龙只差一点就成团", "还差2单成团");
    // It comes and goes, and is told once all the same.
    fixture.withdraw(members.get(7), entries.get(7));
    fixture.joinAndPay(members.get(7), chain, 1);
    announce();
    assertThat(announcements(chain)).isEqualTo(1);
    assertThat(eventsOf(chain, "ChainNearlyReached")).isEqualTo(1);
    members.forEach(member -> assertThat(notifications(member)).isZero());
  }

  @Test
  void nobody_is_told_of_a_chain_that_staff_lead_but_everybody_may_see_it() {
    Published chain = fixture.published(Plan.minimumOrders(3));
    UUID member = fixture.member("小满");
    fixture.joinAndPay(member, chain, 1);

    announce();

    await()
        .atMost(ChainRecords.PATIENCE)
        .until(() -> fixture.number(HANDLED, "outreach.%:ChainNearlyReached:" + chain.id()) == 1);
    assertThat(notifications(member)).isZero();
    assertThat(ChainProgress.of(fixture.chain(chain), Instant.now()).nearlyReached()).isTrue();
  }

  @Test
  void the_job_and_the_chain_agree_on_what_is_little() {
    for (ChainUnit unit : ChainUnit.values()) {
      for (int minimum : new int[] {1, 2, 3, 4, 9, 10, 11, 100, 1000}) {
        for (int missing : new int[] {1, 2, 3, minimum / 5, minimum / 5 + 1, minimum}) {
          if (missing >= 1 && missing <= minimum) {
            assertAgreed(unit, minimum, minimum - missing);
          }
        }
      }
    }
  }

  private void assertAgreed(ChainUnit unit, int minimum, int have) {
    Published chain = fixture.published(Plan.minimumOrders(minimum).counting(unit).plenty(1000));
    setHave(chain, have);
    boolean near = fixture.chain(chain).isNearlyReached();
    announce();
    setHave(chain, 0);

    assertThat(announcements(chain)).as("%d of %d %s", have, minimum, unit).isEqualTo(near ? 1 : 0);
  }

  private void setHave(Published chain, int have) {
    fixture.execute("UPDATE chain SET held = $2, have = $2 WHERE id = $1", chain.id(), (long) have);
  }

  @Test
  void everybody_in_the_list_of_a_successful_chain_is_told_once() {
    UUID leader = fixture.member("团长小满");
    Published chain = fixture.led(fixture.published(Plan.minimumOrders(3)), leader);
    UUID twice = fixture.member("谷雨");
    UUID once = fixture.member("立夏");
    UUID withdrew = fixture.member("芒种");
    UUID unpaid = fixture.member("晚到");
    fixture.joinAndPay(twice, chain, 1);
    fixture.joinAndPay(once, chain, 1);
    fixture.withdraw(withdrew, fixture.joinAndPay(withdrew, chain, 1));
    fixture.joinAndPay(twice, chain, 2);
    fixture.await(fixture.join(unpaid, chain, 1));
    fixture.passDeadline(chain);

    fixture.settle();
    tellAll(chain);

    for (UUID member : List.of(twice, once)) {
      assertTold(member, chain);
      assertThat(messageOf(member)).contains("您参加的接龙成团了", "伦晚脐橙，满3发货", "正在备货");
    }
    assertTold(leader, chain);
    assertThat(messageOf(leader)).contains("您带的接龙成团了");
    assertThat(notifications(withdrew) + notifications(unpaid)).isZero();
  }

  @Test
  void whose_goods_came_cheaper_is_told_why_money_comes_back_and_nobody_else() {
    Goods oranges = Goods.at(3900, step(2, 3500), step(3, 3200));
    LadderChain cheaper = ladders.published(ChainUnit.ORDERS, 1, oranges);
    LadderChain asPaid = ladders.published(ChainUnit.ORDERS, 1, oranges);
    UUID gets = fixture.member("小满");
    UUID getsNothing = fixture.member("谷雨");
    ladders.joinAndPay(gets, cheaper, List.of(1));
    ladders.joinAndPay(cheaper, 1);
    ladders.joinAndPay(getsNothing, asPaid, List.of(1));
    for (LadderChain chain : List.of(cheaper, asPaid)) {
      ladders.end(chain);
      tellAll(chain.chain());
    }

    assertThat(messageOf(gets)).contains("已成团，正在备货", "成团价低于付款价的商品，差价原路退回");
    assertThat(messageOf(getsNothing)).contains("已成团，正在备货").doesNotContain("差价");
  }

  @Test
  void everybody_in_the_list_of_a_failed_chain_is_told_that_the_money_comes_back() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    List<UUID> members = fixture.members(3);
    members.forEach(member -> fixture.joinAndPay(member, chain, 1));
    fixture.passDeadline(chain);

    fixture.settle();
    tellAll(chain);

    for (UUID member : members) {
      assertTold(member, chain);
      assertThat(messageOf(member)).contains("您参加的接龙未成团", "原路退回");
    }
    assertThat(eventsOf(chain, "ChainSettled")).isEqualTo(1);
  }

  @Test
  void everybody_in_the_list_of_a_cancelled_chain_is_told_and_of_a_draft_nobody_hears() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID member = fixture.member("小满");
    fixture.joinAndPay(member, chain, 1);
    UUID leader = fixture.member("团长谷雨");
    Published draft = fixture.led(fixture.draft(Plan.minimumOrders(1)), leader);

    for (Published one : List.of(chain, draft)) {
      fixture.await(management.cancel(one.operator(), one.id(), "果园减产", ChainFixture.key()));
    }
    fixture.settle();
    tellAll(chain);

    assertTold(member, chain);
    assertThat(messageOf(member)).contains("您参加的接龙已取消", "原路退回");
    assertThat(eventsOf(chain, "ChainCancelled")).isEqualTo(1);
    assertThat(eventsOf(chain, "ChainSettled")).isZero();
    assertThat(eventsOf(draft, "ChainCancelled")).isZero();
    assertThat(notifications(leader)).isZero();
  }

  private void announce() {
    background.runTwice("chain-nearly-reached");
  }

  /** Several runs at once, until the last one is told. */
  private void tellAll(Published chain) {
    await()
        .atMost(ChainRecords.PATIENCE)
        .until(
            () -> {
              background.runTwice("chain-notices");
              return fixture.number(
                      """
                      SELECT count(*) FROM chain_notice
                      WHERE chain_id = $1 AND finished_at IS NOT NULL""",
                      chain.id())
                  == 1;
            });
    await()
        .atMost(ChainRecords.PATIENCE)
        .until(
            () ->
                fixture.number(
                        """
                        SELECT count(*) FROM outbox_message WHERE handler = 'inbox'
                          AND state = 'PENDING' AND unique_key LIKE $1""",
                        "chain-settled:" + chain.id() + ":%")
                    == 0);
  }

  private void assertTold(UUID member, Published chain) {
    assertThat(told(member, "CHAIN_SETTLED", chain)).isEqualTo(1);
    assertThat(notifications(member)).isEqualTo(1);
  }

  private long told(UUID member, String kind, Published chain) {
    return fixture.number(
        """
        SELECT count(*) FROM notification
        WHERE member_id = $1 AND kind = $2 AND unique_key LIKE '%' || $3 || '%'""",
        member, kind, chain.id().toString());
  }

  private long notifications(UUID member) {
    return fixture.number("SELECT count(*) FROM notification WHERE member_id = $1", member);
  }

  private String messageOf(UUID member) {
    return fixture.text(
        "SELECT string_agg(title || ' ' || body, ' ') FROM notification WHERE member_id = $1",
        member);
  }

  private long announcements(Published chain) {
    return fixture.number(
        "SELECT count(*) FROM chain_announcement WHERE chain_id = $1", chain.id());
  }

  private long eventsOf(Published chain, String event) {
    return fixture.number(
        "SELECT count(*) FROM outbox_message WHERE handler = 'event' AND unique_key LIKE $1",
        "outreach.%:" + event + ":" + chain.id());
  }
}
