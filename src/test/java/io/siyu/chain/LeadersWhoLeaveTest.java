package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leaders who delete their account, or turn out to be somebody else's second record. */
@QuarkusTest
class LeadersWhoLeaveTest extends ChainApiScenario {

  private static final String DELETE = "deleteAccount";

  @Inject ChainClosing closing;
  @Inject ChainOpening opening;

  @Test
  void whoever_leads_an_open_chain_stays_until_it_is_closed() {
    GraphQLClient leader = anonymous().asMember("demo:830001");
    UUID member = memberId(leader);
    Published open = fixture.led(fixture.published(Plan.minimumOrders(1)), member);

    Answer refused = leader.run(DELETE, Map.of("confirm", true));

    assertThat(refused.userErrorCodes(DELETE)).containsExactly("SOMETHING_OPEN");
    assertThat(refused.array(DELETE + ".userErrors.0.open").encode())
        .isEqualTo("[{\"kind\":\"LED_CHAIN\",\"id\":\"" + id(open) + "\"}]");

    fixture.await(closing.closeAsLeader(member, open.id(), true, ChainFixture.key()));
    fixture.settle();
    leader.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);

    assertThat(anonymous().runWith("chain", Map.of("id", id(open))).text("chain.leader.nickname"))
        .isEqualTo("已注销会员");
  }

  @Test
  void the_draft_of_a_leader_who_left_is_led_by_the_staff() {
    GraphQLClient leader = anonymous().asMember("demo:830002");
    Published draft = fixture.led(fixture.draft(Plan.minimumOrders(1)), memberId(leader));

    Answer export = leader.run("exportMyData", Map.of()).expectSuccess("exportMyData");
    leader.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);
    fixture.publish(draft);

    assertThat(export.text("exportMyData.data"))
        .contains("\"ledChains\"", "伦晚脐橙，满1发货", "\"DRAFT\"");
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.OPEN);
    assertThat(anonymous().runWith("chain", Map.of("id", id(draft))).at("chain.leader")).isNull();
  }

  @Test
  void a_leader_with_two_records_goes_on_leading_with_the_one_that_stays() {
    GraphQLClient stays = anonymous().asMember("demo:830003");
    GraphQLClient gone = anonymous().asMember("demo:830004");
    Published draft = fixture.led(fixture.draft(Plan.minimumOrders(1)), memberId(gone));
    Published open = fixture.led(fixture.published(Plan.minimumOrders(1)), memberId(gone));

    anonymous().asMember("demo:830003:u830003");
    GraphQLClient merged = anonymous().asMember("demo:830004:u830003");

    assertThat(memberId(merged)).isEqualTo(memberId(stays));
    assertThat(merged.runWith("viewerLedChains", Map.of()).array("viewer.ledChains.nodes"))
        .hasSize(2);
    merged
        .run("openChain", Map.of("chainId", id(draft), "idempotencyKey", ChainFixture.key()))
        .expectSuccess("openChain");
    merged
        .run(
            "closeChain",
            Map.of(
                "chainId", id(open), "acceptFailure", true, "idempotencyKey", ChainFixture.key()))
        .expectSuccess("closeChain");
  }

  private static UUID memberId(GraphQLClient member) {
    return Rows.uuid(member.runWith("viewer", Map.of()).text("viewer.id"));
  }
}
