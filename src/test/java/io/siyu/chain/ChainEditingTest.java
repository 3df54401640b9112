package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Drafts that operators write anew. */
@QuarkusTest
class ChainEditingTest extends ChainEditingScenario {

  private static final String UPDATE = "updateChain";

  @Inject ChainReplicating replicating;

  @Test
  void all_that_a_draft_says_is_replaced_once_and_that_is_what_opens() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    UUID leader = fixture.member("团长小满");
    UUID sku = fixture.sku(20);
    Map<String, Object> input = update(draft, content(sku, community(null)));
    input.put("leaderMemberId", memberId(leader));
    input.put("nicknameDisplay", "MASKED");
    Map<String, Object> laddered = new HashMap<>(item(sku, 7));
    laddered.put("ladder", List.of(Map.of("threshold", 6, "price", 2590)));
    input.put("items", List.of(laddered));
    GraphQLClient operator = operator(draft);

    Answer changed = operator.run(UPDATE, input).expectSuccess(UPDATE);
    Answer again = operator.run(UPDATE, input).expectSuccess(UPDATE);
    fixture.publish(draft);

    assertThat(again.body()).isEqualTo(changed.body());
    assertThat(changed.text("updateChain.chain.title")).isEqualTo("阳光玫瑰，满 5 件发货");
    assertThat(changed.text("updateChain.chain.state")).isEqualTo("DRAFT");
    assertThat(changed.text("updateChain.chain.nicknameDisplay")).isEqualTo("MASKED");
    assertThat(changed.array("updateChain.chain.items")).hasSize(1);
    assertThat(changed.text("updateChain.chain.items.0.skuId")).isEqualTo(SkuView.ID.encode(sku));
    assertThat(changed.number("updateChain.chain.items.0.ladder.1.price.amount")).isEqualTo(2590);
    Answer open = anonymous().runWith("chain", Map.of("id", id(draft))).expectSuccess("chain");
    assertThat(open.text("chain.leader.nickname")).isEqualTo("团长小满");
    assertThat(fixture.skuStock(draft)).as("goods that it sold before").isEqualTo(100);
    assertThat(fixture.number("SELECT stock FROM sku WHERE id = $1", sku)).isEqualTo(13);
    assertThat(
            fixture.text(
                """
                SELECT concat_ws(' ', minimum_unit, minimum, maximum, delivers, laddered,
                  (SELECT planned_stock FROM chain_item WHERE chain_id = c.id))
                FROM chain c WHERE id = $1""",
                draft.id()))
        .isEqualTo("UNITS 5 7 f t 7");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM audit_entry WHERE subject = $1 AND action = 'updateChain'",
                id(draft)))
        .isEqualTo(1);
  }

  @Test
  void the_steps_of_a_ladder_change_as_long_as_it_is_a_draft() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    UUID sku = fixture.sku(20);
    Map<String, Object> input = update(draft, content(sku, community(null)));
    Map<String, Object> laddered = new HashMap<>(item(sku, 7));
    List<String> steps = new ArrayList<>();
    for (List<Map<String, Integer>> ladder :
        List.of(
            List.of(Map.of("threshold", 6, "price", 2590)),
            List.of(Map.of("threshold", 6, "price", 2490), Map.of("threshold", 7, "price", 2390)),
            List.<Map<String, Integer>>of())) {
      laddered.put("ladder", ladder);
      input.put("items", List.of(laddered));
      input.put("idempotencyKey", ChainFixture.key());

      operator(draft).run(UPDATE, input).expectSuccess(UPDATE);

      steps.add(
          fixture.text(
              """
              SELECT coalesce(string_agg(s.threshold || ':' || s.price_fen, ' ' ORDER BY threshold), '-')
              FROM chain_item i JOIN chain_ladder_step s ON s.item_id = i.id
              WHERE i.chain_id = $1""",
              draft.id()));
    }

    assertThat(steps).containsExactly("6:2590", "6:2490 7:2390", "-");
  }

  @Test
  void what_is_not_given_again_is_gone() {
    Published draft = fixture.led(fixture.draft(Plan.teamsOf(3)), fixture.member("团长"));
    Map<String, Object> input = update(draft, content(fixture.sku(20), community(null)));
    input.remove("maximum");
    input.remove("description");

    operator(draft).run(UPDATE, input).expectSuccess(UPDATE);

    assertThat(
            fixture.text(
                """
                SELECT concat_ws(' ', coalesce(description, '-'), coalesce(maximum, 0),
                  coalesce(team_size, 0), coalesce(team_hours, 0),
                  (SELECT count(*) FROM chain_leader WHERE chain_id = c.id))
                FROM chain c WHERE id = $1""",
                draft.id()))
        .isEqualTo("- 0 0 0 0");
  }

  @Test
  void what_members_saw_stays_as_it_is() {
    Published open = fixture.published(Plan.minimumOrders(1));
    Published cancelled = fixture.draft(Plan.minimumOrders(1));
    fixture.execute(
        "UPDATE chain SET state = 'CANCELLED', wound_up_at = now() WHERE id = $1", cancelled.id());
    for (Published chain : List.of(open, cancelled)) {
      Map<String, Object> input = update(chain, content(fixture.sku(20), community(null)));
      String before = state(chain);

      assertThat(operator(chain).run(UPDATE, input).userErrorCodes(UPDATE))
          .containsExactly("WRONG_STATE");

      assertThat(state(chain)).isEqualTo(before);
    }
  }

  @Test
  void wrong_content_is_refused_as_it_is_of_a_new_chain_and_the_draft_stays() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("title", " "),
            Map.of("maximum", 4),
            Map.of("deadline", "2020-01-01T00:00:00Z"),
            Map.of("items", List.of()),
            Map.of("leaderMemberId", memberId(Ids.next())))) {
      Map<String, Object> input = update(draft, content(fixture.sku(20), community(null)));
      input.putAll(wrong);
      String before = state(draft);

      Answer refused = operator(draft).run(UPDATE, input);

      assertThat(refused.userErrorCodes(UPDATE))
          .as(wrong.toString())
          .containsExactly("INVALID_INPUT");
      assertThat(field(refused, UPDATE).get(1)).isEqualTo(wrong.keySet().iterator().next());
      assertThat(state(draft)).isEqualTo(before);
    }
  }

  @Test
  void nobody_but_operators_changes_drafts_and_what_is_unknown_is_not_found() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    Map<String, Object> input = update(draft, content(fixture.sku(20), community(null)));
    String before = state(draft);

    assertThat(asMember(fixture.member("小满")).run(UPDATE, input).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(anonymous().run(UPDATE, input).errorCodes()).containsExactly("UNAUTHENTICATED");
    input.put("communityIds", List.of(Community.ID.encode(Ids.next())));
    assertThat(operator(draft).run(UPDATE, input).errorCodes()).containsExactly("NOT_FOUND");
    input.put("chainId", Chain.ID.encode(Ids.next()));
    assertThat(operator(draft).run(UPDATE, input).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(state(draft)).isEqualTo(before);
  }

  @Test
  void a_copy_changes_in_its_community_and_leaves_it_for_no_other() {
    Published source = fixture.draft(Plan.minimumOrders(2));
    UUID home = community(null);
    Published copy = copyIn(source, home);
    Map<String, Object> input = update(copy, content(fixture.sku(20), community(null)));
    String before = state(copy);

    Answer refused = operator(source).run(UPDATE, input);

    assertThat(refused.userErrorCodes(UPDATE)).containsExactly("INVALID_INPUT");
    assertThat(field(refused, UPDATE)).isEqualTo(List.of("input", "communityIds"));
    assertThat(state(copy)).isEqualTo(before);
    input.put("communityIds", List.of(Community.ID.encode(home)));
    operator(source).run(UPDATE, input).expectSuccess(UPDATE);
    assertThat(fixture.text("SELECT title FROM chain WHERE id = $1", copy.id()))
        .isEqualTo("阳光玫瑰，满 5 件发货");
  }

  private Published copyIn(Published source, UUID community) {
    fixture.await(
        replicating.replicate(
            source.operator(),
            new ReplicateChain(
                source.id(),
                List.of(community),
                DEADLINE,
                List.of(),
                List.of(),
                false,
                CopiedPickUp.SAME,
                List.of()),
            ChainFixture.key()));
    UUID copy =
        UUID.fromString(
            fixture.text("SELECT id::text FROM chain WHERE replicated_from = $1", source.id()));
    return new Published(copy, source.item(), source.sku(), source.operator());
  }

  private static Map<String, Object> update(Published draft, Map<String, Object> content) {
    content.put("chainId", id(draft));
    return content;
  }
}
