package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaders do with chains that name them, and see of them. */
@QuarkusTest
class ChainLeadingTest extends ChainApiScenario {

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_leader_opens_the_draft_that_names_them_and_its_goods_leave_the_shop() {
    UUID leader = fixture.member("团长小满");
    Published draft = led(fixture.draft(Plan.minimumOrders(2).stock(30)), leader);
    GraphQLClient client = asMember(leader);
    Map<String, Object> input = input(draft);

    Answer opened = client.run("openChain", input).expectSuccess("openChain");
    Answer again = client.run("openChain", input).expectSuccess("openChain");

    assertThat(opened.text("openChain.chain.state")).isEqualTo("OPEN");
    assertThat(opened.text("openChain.chain.chainText")).startsWith("【接龙】伦晚脐橙");
    assertThat(again.text("openChain.chain.id")).isEqualTo(id(draft));
    assertThat(fixture.skuStock(draft)).isEqualTo(70);
    assertThat(
            fixture.text(
                "SELECT string_agg(cause, ' ') FROM chain_transition WHERE chain_id = $1",
                draft.id()))
        .isEqualTo("OPENED_BY_LEADER");
    assertThat(anonymous().runWith("chain", Map.of("id", id(draft))).text("chain.leader.nickname"))
        .isEqualTo("团长小满");
  }

  @Test
  void a_draft_that_cannot_be_published_cannot_be_opened_either() {
    UUID leader = fixture.member("团长小满");
    Published scarce = led(fixture.draft(Plan.minimumOrders(2).stock(101)), leader);
    Published late = led(fixture.draft(Plan.minimumOrders(2)), leader);
    fixture.execute("UPDATE chain SET deadline = now() WHERE id = $1", late.id());
    Published open = led(fixture.published(Plan.minimumOrders(2)), leader);

    refusedAndUnchanged(asMember(leader), "openChain", scarce, "OUT_OF_STOCK");
    refusedAndUnchanged(asMember(leader), "openChain", late, "CHAIN_CLOSED");
    refusedAndUnchanged(asMember(leader), "openChain", open, "WRONG_STATE");
  }

  @Test
  void nobody_else_knows_of_a_draft_or_closes_what_is_open() {
    UUID leader = fixture.member("团长小满");
    Published draft = led(fixture.draft(Plan.minimumOrders(1)), leader);
    Published open = led(fixture.published(Plan.minimumOrders(1)), leader);
    GraphQLClient other = asMember(fixture.member("谷雨"));
    String before = fixture.fingerprint(draft) + fixture.fingerprint(open);

    assertThat(other.run("openChain", input(draft)).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(other.run("closeChain", input(draft)).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(other.run("closeChain", input(open)).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(other.runWith("viewerLedChain", Map.of("id", id(draft))).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(other.runWith("viewerLedChains", Map.of()).array("viewer.ledChains.nodes"))
        .isEmpty();
    assertThat(anonymous().run("closeChain", input(open)).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(
            as(SubjectKind.OPERATOR, draft.operator(), Roles.OPERATOR)
                .run("openChain", input(draft))
                .errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(
            as(SubjectKind.OPERATOR, draft.operator(), Roles.CONTENT)
                .run("closeChain", input(open))
                .errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(fixture.fingerprint(draft) + fixture.fingerprint(open)).isEqualTo(before);
  }

  @Test
  void leaders_find_their_chains_page_by_page_with_the_text_to_paste() {
    UUID leader = fixture.member("团长小满");
    Published first = led(fixture.published(Plan.minimumOrders(2)), leader);
    Published second = led(fixture.draft(Plan.minimumOrders(2)), leader);
    fixture.joinAndPay(fixture.member("谷雨"), first, 1);
    GraphQLClient client = asMember(leader);

    Answer page = client.runWith("viewerLedChains", Map.of("first", 1));
    Answer rest =
        client.runWith(
            "viewerLedChains",
            Map.of("first", 1, "after", page.text("viewer.ledChains.pageInfo.endCursor")));
    Answer one = client.runWith("viewerLedChain", Map.of("id", id(first)));

    assertThat(page.text("viewer.ledChains.nodes.0.id")).isEqualTo(id(second));
    assertThat(page.text("viewer.ledChains.nodes.0.state")).isEqualTo("DRAFT");
    assertThat(page.at("viewer.ledChains.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(rest.text("viewer.ledChains.nodes.0.id")).isEqualTo(id(first));
    assertThat(rest.at("viewer.ledChains.pageInfo.hasNextPage")).isEqualTo(false);
    assertThat(one.text("viewer.ledChain.chainText")).contains("1. 谷雨 伦晚脐橙5斤×1");
    assertThat(one.text("viewer.ledChain.entries.nodes.0.state")).isEqualTo("PAID");
    assertThat(
            client
                .runWith("viewerLedChain", Map.of("id", id(second)))
                .text("viewer.ledChain.leader.nickname"))
        .isEqualTo("团长小满");
  }

  @Test
  void what_staff_lead_has_no_leader_to_show() {
    Published chain = fixture.published(Plan.minimumOrders(2));

    Answer page = anonymous().runWith("chain", Map.of("id", id(chain))).expectSuccess("chain");

    assertThat(page.at("chain.leader")).isNull();
  }

  @Test
  void leaders_of_a_list_are_read_together() {
    UUID leader = fixture.member("团长小满");
    Published led = led(fixture.published(Plan.minimumOrders(2)), leader);
    Published unled = fixture.published(Plan.minimumOrders(2));

    Answer list =
        anonymous().send("{ chains(first: 2) { nodes { id leader { nickname } } } }", Map.of());

    assertThat(list.text("chains.nodes.0.id")).isEqualTo(id(unled));
    assertThat(list.at("chains.nodes.0.leader")).isNull();
    assertThat(list.text("chains.nodes.1.id")).isEqualTo(id(led));
    assertThat(list.text("chains.nodes.1.leader.nickname")).isEqualTo("团长小满");
  }

  private void refusedAndUnchanged(
      GraphQLClient client, String mutation, Published chain, String code) {
    String before = fixture.fingerprint(chain);
    assertThat(client.run(mutation, input(chain)).userErrorCodes(mutation))
        .isEqualTo(List.of(code));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  private Published led(Published chain, UUID leader) {
    return fixture.led(chain, leader);
  }

  private static Map<String, Object> input(Published chain) {
    return Map.of("chainId", id(chain), "idempotencyKey", ChainFixture.key());
  }
}
