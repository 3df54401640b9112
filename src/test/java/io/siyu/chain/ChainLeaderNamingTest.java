package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Leaders who are replaced by others. */
@QuarkusTest
class ChainLeaderNamingTest extends ChainEditingScenario {

  private static final String NAME = "nameChainLeader";
  private static final String DELETE = "deleteAccount";

  @Test
  void a_leader_who_quits_is_replaced_and_may_leave() {
    GraphQLClient quits = anonymous().asMember("demo:850001");
    UUID before = IdType.of("member").decode(idOf(quits), "id");
    UUID after = fixture.member("团长谷雨");
    Published open = fixture.led(fixture.published(Plan.minimumOrders(1)), before);
    Map<String, Object> input = input(open, after);
    assertThat(quits.run(DELETE, Map.of("confirm", true)).userErrorCodes(DELETE))
        .containsExactly("SOMETHING_OPEN");

    Answer named = operator(open).run(NAME, input).expectSuccess(NAME);
    Answer again = operator(open).run(NAME, input).expectSuccess(NAME);

    assertThat(named.text("nameChainLeader.chain.leader.nickname")).isEqualTo("团长谷雨");
    assertThat(again.body()).isEqualTo(named.body());
    assertThat(quits.run("closeChain", close(open)).errorCodes()).containsExactly("FORBIDDEN");
    quits.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);
    asMember(after).run("closeChain", close(open)).expectSuccess("closeChain");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM audit_entry WHERE subject = $1 AND action = 'nameChainLeader'",
                id(open)))
        .isEqualTo(1);
  }

  @Test
  void the_first_leader_is_named_and_the_last_falls_to_the_staff() {
    UUID leader = fixture.member("小满");
    Published draft = fixture.draft(Plan.minimumOrders(1));

    operator(draft).run(NAME, input(draft, leader)).expectSuccess(NAME);
    assertThat(asMember(leader).runWith("viewerLedChain", Map.of("id", id(draft))).errorCodes())
        .isEmpty();
    Answer staff = operator(draft).run(NAME, input(draft, null)).expectSuccess(NAME);

    assertThat(staff.at("nameChainLeader.chain.leader")).isNull();
    assertThat(asMember(leader).runWith("viewerLedChain", Map.of("id", id(draft))).errorCodes())
        .containsExactly("NOT_FOUND");
  }

  @Test
  void a_chain_that_is_over_keeps_its_leader() {
    UUID leader = fixture.member("小满");
    for (String state : List.of("CLOSED", "CANCELLED")) {
      Published over = fixture.led(fixture.published(Plan.minimumOrders(1)), leader);
      fixture.execute(
          "UPDATE chain SET state = $2, closed_at = now() WHERE id = $1", over.id(), state);
      String before = state(over);

      for (UUID other : new UUID[] {fixture.member("谷雨"), null}) {
        assertThat(operator(over).run(NAME, input(over, other)).userErrorCodes(NAME))
            .containsExactly("WRONG_STATE");
      }

      assertThat(state(over)).isEqualTo(before);
    }
  }

  @Test
  void nobody_leads_who_is_not_there_or_may_not_act() {
    Published draft = fixture.led(fixture.draft(Plan.minimumOrders(1)), fixture.member("小满"));
    UUID blocked = fixture.member("谷雨");
    fixture.execute("UPDATE member SET status = 'BLOCKED' WHERE id = $1", blocked);
    String before = state(draft);

    for (UUID nobody : List.of(blocked, Ids.next())) {
      Answer refused = operator(draft).run(NAME, input(draft, nobody));
      assertThat(refused.userErrorCodes(NAME)).containsExactly("INVALID_INPUT");
      assertThat(field(refused, NAME)).isEqualTo(List.of("input", "memberId"));
    }
    Map<String, Object> unknown = input(draft, null);
    unknown.put("chainId", Chain.ID.encode(Ids.next()));
    assertThat(operator(draft).run(NAME, unknown).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(asMember(blocked).run(NAME, input(draft, null)).errorCodes()).isNotEmpty();
    assertThat(anonymous().run(NAME, input(draft, null)).errorCodes())
        .containsExactly("UNAUTHENTICATED");

    assertThat(state(draft)).isEqualTo(before);
  }

  private static String idOf(GraphQLClient member) {
    return member.send("{ viewer { id } }", Map.of()).text("viewer.id");
  }

  private static Map<String, Object> close(Published chain) {
    return Map.of(
        "chainId", id(chain), "acceptFailure", true, "idempotencyKey", ChainFixture.key());
  }

  private static Map<String, Object> input(Published chain, UUID leader) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", id(chain));
    input.put("memberId", leader == null ? null : memberId(leader));
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }
}
