package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One chain that becomes one in each of many communities. */
@QuarkusTest
class ChainReplicationTest extends ChainReplicationScenario {

  @Inject StatementLog statements;

  @Test
  void copies_open_at_once_each_with_its_own_community_deadline_and_stock() {
    Published source = fixture.published(Plan.minimumOrders(2).stock(10).perMember(3));
    fixture.execute("UPDATE sku SET stock = 45 WHERE id = $1", source.sku());
    List<UUID> groups = communities(4);
    Instant sooner = DEADLINE.minusSeconds(86_400);
    Map<String, Object> input = input(source, groups, true);
    input.put("deadlines", List.of(deadline(groups.get(1), sooner)));
    String before = fixture.fingerprint(source);

    Answer answer = operator(source).run("replicateChain", input).expectSuccess("replicateChain");

    assertThat(answer.array("replicateChain.replication.copies")).hasSize(4);
    assertThat(answer.array("replicateChain.replication.skipped")).isEmpty();
    assertThat(copies(source)).hasSize(4);
    List<UUID> copies = copies(source);
    for (int i = 0; i < groups.size(); i++) {
      assertCopied(source, groups.get(i), copies.get(i), i == 1 ? sooner : DEADLINE);
    }
    assertThat(fixture.skuStock(source)).isEqualTo(5);
    fixture.execute("UPDATE sku SET stock = 45 WHERE id = $1", source.sku());
    assertThat(fixture.fingerprint(source)).as("the source").isEqualTo(before);
    assertThat(
            fixture.text(
                "SELECT details::text FROM audit_entry WHERE subject = $1 AND action = 'replicateChain'",
                id(source)))
        .contains("\"copies\": 4", "\"skipped\": 0");
  }

  private void assertCopied(Published source, UUID group, UUID copy, Instant deadline) {
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain c JOIN chain s ON s.id = $1
                WHERE c.id = $2 AND c.state = 'OPEN' AND c.published_at IS NOT NULL
                  AND c.deadline = $3 AND c.replicated_for = $4 AND c.have = 0 AND c.held = 0
                  AND (c.title, c.description, c.minimum_unit, c.minimum, c.delivers)
                    = (s.title, s.description, s.minimum_unit, s.minimum, s.delivers)""",
                source.id(),
                copy,
                deadline,
                group))
        .isEqualTo(1);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain_item c JOIN chain_item s ON s.id = $1
                WHERE c.chain_id = $2 AND c.stock = 10 AND c.planned_stock = 10
                  AND (c.sku_id, c.name, c.chain_price_fen, c.per_member_limit, c.position)
                    = (s.sku_id, s.name, s.chain_price_fen, s.per_member_limit, s.position)""",
                source.item(),
                copy))
        .isEqualTo(1);
    assertThat(
            fixture.text(
                """
                SELECT concat_ws(' ',
                  (SELECT string_agg(community_id::text, ' ') FROM chain_community
                   WHERE chain_id = $1),
                  (SELECT count(*) FROM chain_pick_up_point WHERE chain_id = $1),
                  (SELECT string_agg(to_state, ' ') FROM chain_transition WHERE chain_id = $1))""",
                copy))
        .isEqualTo(group + " 1 OPEN");
  }

  @Test
  void a_settled_chain_is_a_template_with_the_stock_that_it_began_with() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    fixture.joinAndPay(fixture.member("小满"), source, 4);
    fixture.passDeadline(source);
    fixture.settle();
    assertThat(fixture.chain(source).state()).isEqualTo(ChainState.SETTLED);
    assertThat(fixture.itemStock(source)).isZero();

    replicate(source, communities(2), true);

    assertThat(fixture.skuStock(source)).isEqualTo(96 - 20);
    for (UUID copy : copies(source)) {
      assertThat(fixture.number("SELECT stock FROM chain_item WHERE chain_id = $1", copy))
          .isEqualTo(10);
    }
  }

  @Test
  void copies_can_have_another_stock_than_the_chain_had() {
    Published source = fixture.draft(Plan.minimumOrders(1).stock(10));
    Map<String, Object> input = input(source, communities(3), true);
    input.put("stocks", List.of(Map.of("itemId", ChainItem.ID.encode(source.item()), "stock", 30)));

    operator(source).run("replicateChain", input).expectSuccess("replicateChain");

    assertThat(fixture.skuStock(source)).isEqualTo(10);
    assertThat(
            fixture.number(
                "SELECT min(planned_stock) FROM chain_item WHERE chain_id = ANY($1)",
                copies(source)))
        .isEqualTo(30);
  }

  @Test
  void members_join_a_copy_as_any_other_chain_and_a_copy_can_be_copied_again() {
    Published source = fixture.draft(Plan.minimumOrders(1).stock(10));
    replicate(source, communities(1), true);
    UUID copy = copies(source).get(0);
    Published chain = published(copy, source);

    UUID entry = fixture.joinAndPay(fixture.member("谷雨"), chain, 2);

    assertThat(fixture.stateOf(entry)).isEqualTo("PAID");
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    replicate(chain, communities(1), false);
    assertThat(copies(chain)).hasSize(1);
  }

  private Published published(UUID chain, Published source) {
    UUID item =
        UUID.fromString(fixture.text("SELECT id::text FROM chain_item WHERE chain_id = $1", chain));
    return new Published(chain, item, source.sku(), source.operator());
  }

  @Test
  void drafts_take_no_stock_until_each_is_published() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(20);

    replicate(source, groups, false);

    assertThat(fixture.skuStock(source)).isEqualTo(90);
    UUID draft = copies(source).get(0);
    assertThat(fixture.text("SELECT state FROM chain WHERE id = $1", draft)).isEqualTo("DRAFT");
    operator(source)
        .run(
            "publishChain",
            Map.of("chainId", Chain.ID.encode(draft), "idempotencyKey", ChainFixture.key()))
        .expectSuccess("publishChain");
    assertThat(fixture.skuStock(source)).isEqualTo(80);
  }

  @Test
  void the_same_key_answers_the_same_copies_and_another_input_is_refused() {
    Published source = fixture.draft(Plan.minimumOrders(1).stock(10));
    Map<String, Object> input = input(source, communities(3), true);
    GraphQLClient operator = operator(source);

    Answer first = operator.run("replicateChain", input).expectSuccess("replicateChain");
    Answer again = operator.run("replicateChain", input).expectSuccess("replicateChain");
    input.put("publish", false);
    Answer other = operator.run("replicateChain", input);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.userErrorCodes("replicateChain")).containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(copies(source)).hasSize(3);
    assertThat(fixture.skuStock(source)).isEqualTo(70);
  }

  @Test
  void a_community_in_which_the_chain_runs_is_passed_over_until_it_has_ended() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    UUID home =
        UUID.fromString(
            fixture.text(
                "SELECT community_id::text FROM chain_community WHERE chain_id = $1", source.id()));
    List<UUID> groups = new ArrayList<>(communities(2));
    replicate(source, groups.subList(0, 1), true);
    UUID running = copies(source).get(0);
    groups.add(home);

    Answer answer = replicate(source, groups, true);

    assertThat(answer.array("replicateChain.replication.copies")).hasSize(1);
    assertThat(answer.text("replicateChain.replication.copies.0.communityId"))
        .isEqualTo(Community.ID.encode(groups.get(1)));
    assertThat(answer.array("replicateChain.replication.skipped").getList())
        .containsExactlyInAnyOrder(
            Map.of(
                "communityId",
                Community.ID.encode(home),
                "chainId",
                id(source),
                "reason",
                "RUNNING_THERE"),
            Map.of(
                "communityId",
                Community.ID.encode(groups.get(0)),
                "chainId",
                Chain.ID.encode(running),
                "reason",
                "RUNNING_THERE"));
    assertThat(fixture.skuStock(source)).isEqualTo(70);

    fixture.passDeadline(source);
    fixture.execute("UPDATE chain SET deadline = now() WHERE id = $1", running);
    fixture.settle();
    assertThat(replicate(source, groups, true).array("replicateChain.replication.copies"))
        .hasSize(2);
  }

  @Test
  void five_hundred_copies_take_as_many_statements_as_one() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    fixture.execute("UPDATE sku SET stock = 10000 WHERE id = $1", source.sku());
    List<UUID> one = communities(1);
    List<UUID> many = communities(500);

    int statements = statementsFor(source, one);
    assertThat(statementsFor(source, many)).isEqualTo(statements).isBetween(15, 25);
    assertThat(copies(source)).hasSize(501);
    assertThat(fixture.skuStock(source)).isEqualTo(10000 - 5010);
  }

  /** In each of a replication's statements one of these, in those of jobs none. */
  private static final List<String> OWN =
      List.of(
          "idempotency_record",
          "siyu.chain_replication",
          "FROM chain c WHERE c.id = $1",
          "FROM chain_item WHERE chain_id",
          "FROM community c",
          "replicated_for = ANY",
          "UPDATE sku",
          "FROM sku s",
          "INSERT INTO chain",
          "FROM chain_replication",
          "INSERT INTO audit_entry");

  private int statementsFor(Published source, List<UUID> groups) {
    Map<String, Object> input = input(source, groups, true);
    input.put("deadlines", groups.stream().map(group -> deadline(group, DEADLINE)).toList());
    GraphQLClient operator = operator(source);
    fixture.awaitQuiet();
    statements.start();
    operator.run("replicateChain", input).expectSuccess("replicateChain");
    List<String> sent = statements.stop("");
    return (int) sent.stream().filter(text -> OWN.stream().anyMatch(text::contains)).count();
  }

  @Test
  void operators_see_how_the_copies_fare() {
    Published source = fixture.draft(Plan.minimumOrders(2).stock(10));
    List<UUID> groups = communities(3);
    replicate(source, groups, true);
    fixture.joinAndPay(fixture.member("立夏"), published(copies(source).get(1), source), 1);

    Answer page =
        operator(source)
            .runWith("chainsForOperator", Map.of("replicatedFrom", id(source), "first", 2));

    assertThat(page.array("chainsForOperator.nodes")).hasSize(2);
    assertThat(page.at("chainsForOperator.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(page.text("chainsForOperator.nodes.1.id"))
        .isEqualTo(Chain.ID.encode(copies(source).get(1)));
    assertThat(page.text("chainsForOperator.nodes.1.replicatedFrom")).isEqualTo(id(source));
    assertThat(page.number("chainsForOperator.nodes.1.progress.have")).isEqualTo(1);
    assertThat(page.number("chainsForOperator.nodes.0.progress.have")).isZero();
    assertThat(page.text("chainsForOperator.nodes.1.communities.0.id"))
        .isEqualTo(Community.ID.encode(groups.get(1)));
  }

  @Test
  void the_communities_of_a_list_of_chains_are_read_at_once() {
    Published source = fixture.draft(Plan.minimumOrders(2).stock(10));
    replicate(source, communities(5), false);
    GraphQLClient operator = operator(source);
    statements.start();

    operator.runWith("chainsForOperator", Map.of("replicatedFrom", id(source)));

    assertThat(statements.stop("FROM chain_community WHERE chain_id = ANY")).hasSize(1);
  }
}
