package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who leads copies, and why a community got none. */
@QuarkusTest
class ChainReplicationLeadersTest extends ChainReplicationScenario {

  private static final String REPLICATE = "replicateChain";

  @Test
  void each_copy_is_led_by_the_member_who_is_named_for_its_community() {
    Published source = fixture.led(fixture.published(Plan.minimumOrders(1).stock(10)), member());
    List<UUID> groups = communities(3);
    UUID first = member();
    UUID third = member();
    Map<String, Object> input = input(source, groups, true);
    input.put("leaders", List.of(leader(groups.get(0), first), leader(groups.get(2), third)));

    Answer made = operator(source).run(REPLICATE, input).expectSuccess(REPLICATE);
    Answer again = operator(source).run(REPLICATE, input).expectSuccess(REPLICATE);

    assertThat(again.body()).isEqualTo(made.body());
    assertThat(leadersOf(source)).containsExactly(first + "", "staff", third + "");
    String copy = Chain.ID.encode(copies(source).get(0));
    assertThat(
            asMember(first)
                .runWith("viewerLedChains", Map.of())
                .text("viewer.ledChains.nodes.0.id"))
        .isEqualTo(copy);
    asMember(first)
        .run(
            "closeChain",
            Map.of("chainId", copy, "acceptFailure", true, "idempotencyKey", ChainFixture.key()))
        .expectSuccess("closeChain");
    input.remove("leaders");
    assertThat(operator(source).run(REPLICATE, input).userErrorCodes(REPLICATE))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void a_leader_for_a_community_that_is_passed_over_leads_nothing() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(1);
    replicate(source, groups, false);
    Map<String, Object> input = input(source, groups, false);
    input.put("leaders", List.of(leader(groups.get(0), member())));

    operator(source).run(REPLICATE, input).expectSuccess(REPLICATE);

    assertThat(leadersOf(source)).containsExactly("staff");
  }

  @Test
  void wrong_leaders_are_refused_with_their_place_and_nothing_is_copied() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(2);
    UUID blocked = member();
    fixture.execute("UPDATE member SET status = 'BLOCKED' WHERE id = $1", blocked);
    Map<String, Object> right = leader(groups.get(0), member());
    for (Map.Entry<String, Map<String, Object>> wrong :
        List.of(
            Map.entry("memberId", leader(groups.get(1), blocked)),
            Map.entry("memberId", leader(groups.get(1), Ids.next())),
            Map.entry("communityId", leader(groups.get(0), member())),
            Map.entry("communityId", leader(communities(1).get(0), member())))) {
      Map<String, Object> input = input(source, groups, true);
      input.put("leaders", List.of(right, wrong.getValue()));
      String before = state(source);

      Answer refused = operator(source).run(REPLICATE, input);

      assertThat(refused.userErrorCodes(REPLICATE)).containsExactly("INVALID_INPUT");
      assertThat(refused.array("replicateChain.userErrors.0.field").getList())
          .isEqualTo(List.of("input", "leaders", "1", wrong.getKey()));
      assertThat(state(source)).isEqualTo(before);
    }
  }

  @Test
  void a_repetition_tells_why_a_community_was_passed_over_as_it_was_then() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(1);
    replicate(source, groups, false);
    Map<String, Object> input = input(source, groups, false);

    Answer told = operator(source).run(REPLICATE, input).expectSuccess(REPLICATE);
    operator(source)
        .run(
            "publishChain",
            Map.of(
                "chainId",
                Chain.ID.encode(copies(source).get(0)),
                "idempotencyKey",
                ChainFixture.key()))
        .expectSuccess("publishChain");
    Answer again = operator(source).run(REPLICATE, input).expectSuccess(REPLICATE);
    Answer later = replicate(source, groups, false);

    assertThat(reason(told)).isEqualTo("DRAFT_THERE");
    assertThat(again.body()).isEqualTo(told.body());
    assertThat(reason(later)).isEqualTo("RUNNING_THERE");
    fixture.execute(
        """
        UPDATE chain_replication_community SET reason = NULL WHERE replication_id IN (
          SELECT id FROM chain_replication WHERE chain_id = $1)""",
        source.id());
    assertThat(reason(operator(source).run(REPLICATE, input))).isEqualTo("UNKNOWN");
  }

  private static String reason(Answer answer) {
    return answer.text("replicateChain.replication.skipped.0.reason");
  }

  private UUID member() {
    return fixture.member("团长");
  }

  private static Map<String, Object> leader(UUID community, UUID member) {
    Map<String, Object> leader = new HashMap<>();
    leader.put("communityId", Community.ID.encode(community));
    leader.put("memberId", IdType.of("member").encode(member));
    return leader;
  }

  /** In the order of their communities. */
  private List<String> leadersOf(Published source) {
    List<String> leaders = new ArrayList<>();
    for (UUID copy : copies(source)) {
      leaders.add(
          fixture.text(
              """
              SELECT coalesce((SELECT member_id::text FROM chain_leader WHERE chain_id = $1),
                'staff')""",
              copy));
    }
    return leaders;
  }
}
