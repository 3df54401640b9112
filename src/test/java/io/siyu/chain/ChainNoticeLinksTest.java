package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.job.JobScheduler;
import io.siyu.testing.Answer;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tap on what a member was told opens the chain-buy or the team that it is about. */
@QuarkusTest
class ChainNoticeLinksTest extends ChainApiScenario {

  @Inject TeamFixture teams;
  @Inject JobScheduler jobs;

  @Test
  void the_end_of_a_chain_leads_to_the_chain() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    fixture.joinAndPay(member, chain, 1);
    fixture.passDeadline(chain);
    fixture.settle();

    Answer inbox = toldOf(member, "chain-notices");

    assertThat(inbox.text("viewer.notifications.nodes.0.kind")).isEqualTo("CHAIN_SETTLED");
    String id = inbox.text("viewer.notifications.nodes.0.chainId");
    assertThat(inbox.at("viewer.notifications.nodes.0.teamId")).isNull();
    assertThat(anonymous().runWith("chain", Map.of("id", id)).text("chain.outcome"))
        .isEqualTo("FAILED");
  }

  @Test
  void that_little_is_missing_leads_to_the_chain() {
    UUID leader = fixture.member("团长小满");
    Published chain = fixture.led(fixture.published(Plan.minimumOrders(2)), leader);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);

    Answer inbox = toldOf(leader, "chain-nearly-reached");

    assertThat(inbox.text("viewer.notifications.nodes.0.chainId")).isEqualTo(id(chain));
  }

  @Test
  void the_end_of_a_team_leads_to_the_team_and_a_missed_payment_to_the_own_one() {
    Published chain = teams.published(2);
    UUID first = teams.seated(chain, null, WhenFull.REFUND);
    UUID team = teams.teamOf(first);
    UUID own = teams.joined(chain, team, WhenFull.OPEN_OWN);
    UUID refunded = teams.joined(chain, team, WhenFull.REFUND);
    teams.seated(chain, team, WhenFull.REFUND);
    fixture.pay(own);
    fixture.pay(refunded);

    assertLeadsTo(chain, team, "FORMED", teams.memberOf(first));
    assertLeadsTo(chain, teams.teamOf(own), "OPEN", teams.memberOf(own));
    Answer missed = toldOf(teams.memberOf(refunded), "chain-notices");
    assertThat(missed.text("viewer.notifications.nodes.0.chainId")).isEqualTo(id(chain));
    assertThat(missed.at("viewer.notifications.nodes.0.teamId")).isNull();
  }

  private void assertLeadsTo(Published chain, UUID team, String state, UUID member) {
    Answer inbox = toldOf(member, "chain-notices");
    String chainId = inbox.text("viewer.notifications.nodes.0.chainId");
    String teamId = inbox.text("viewer.notifications.nodes.0.teamId");

    assertThat(chainId).isEqualTo(id(chain));
    assertThat(teamId).isEqualTo(ChainTeam.ID.encode(team));
    assertThat(
            anonymous()
                .runWith("chainTeam", Map.of("id", chainId, "teamId", teamId))
                .text("chain.team.state"))
        .isEqualTo(state);
  }

  /**
   * @param job that tells of what is told by no transaction
   */
  private Answer toldOf(UUID member, String job) {
    await()
        .atMost(ChainRecords.PATIENCE)
        .until(
            () -> {
              fixture.await(jobs.runNow(job));
              return fixture.number(
                      "SELECT count(*) FROM notification WHERE member_id = $1", member)
                  == 1;
            });
    return asMember(member).runWith("viewerNotifications", Map.of());
  }
}
