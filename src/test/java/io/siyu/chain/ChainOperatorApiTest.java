package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.community.Community;
import io.siyu.community.CommunityKind;
import io.siyu.community.Store;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators do with chains, and what nobody else may. */
@QuarkusTest
class ChainOperatorApiTest extends ChainApiScenario {

  @Inject ChainOffers offers;
  @Inject Database database;

  @Test
  void operators_create_publish_and_cancel_and_it_is_audited() {
    GraphQLClient operator = asOperator(fixture.operator());
    Map<String, Object> input = createInput();
    input.put("nicknameDisplay", "MASKED");

    Answer created = operator.run("createChain", input).expectSuccess("createChain");
    String id = created.text("createChain.chain.id");
    assertThat(anonymous().runWith("chain", Map.of("id", id)).errorCodes())
        .containsExactly("NOT_FOUND");
    Answer published =
        operator
            .run("publishChain", Map.of("chainId", id, "idempotencyKey", ChainFixture.key()))
            .expectSuccess("publishChain");
    Answer cancelled =
        operator
            .run(
                "cancelChain",
                Map.of("chainId", id, "reason", "果园减产", "idempotencyKey", ChainFixture.key()))
            .expectSuccess("cancelChain");

    assertThat(created.text("createChain.chain.state")).isEqualTo("DRAFT");
    assertThat(created.text("createChain.chain.nicknameDisplay")).isEqualTo("MASKED");
    assertThat(published.text("publishChain.chain.state")).isEqualTo("OPEN");
    assertThat(cancelled.text("cancelChain.chain.state")).isEqualTo("CANCELLED");
    assertThat(
            fixture.text(
                """
                SELECT string_agg(action, ' ' ORDER BY created_at, id) FROM audit_entry
                WHERE subject = $1""",
                id))
        .isEqualTo("createChain publishChain cancelChain");
    assertThat(
            operator
                .runWith("chainsForOperator", Map.of("state", "CANCELLED"))
                .text("chainsForOperator.nodes.0.id"))
        .isEqualTo(id);
    assertThat(
            operator
                .runWith("chainReconciliation", Map.of())
                .at("chainReconciliation.nodes.0.balanced"))
        .isEqualTo(true);
  }

  @Test
  void members_and_strangers_cannot_run_chains() {
    GraphQLClient member = asMember(fixture.member("小满"));

    assertThat(member.run("createChain", createInput()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(anonymous().run("createChain", createInput()).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(
            anonymous()
                .run("joinChain", joinInput(fixture.published(Plan.minimumOrders(1)), 1, null))
                .errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(member.runWith("chainReconciliation", Map.of()).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  @Test
  void a_wrong_draft_is_refused_and_nothing_is_stored() {
    GraphQLClient operator = asOperator(fixture.operator());
    for (Map<String, Object> wrong : wrongDrafts()) {
      Map<String, Object> input = createInput();
      input.putAll(wrong);
      long before = fixture.number("SELECT count(*) FROM chain");

      assertThat(operator.run("createChain", input).userErrorCodes("createChain"))
          .as(wrong.toString())
          .containsExactly("INVALID_INPUT");

      assertThat(fixture.number("SELECT count(*) FROM chain")).isEqualTo(before);
    }
  }

  @Test
  void a_draft_names_the_member_who_leads_it_if_that_member_can() {
    GraphQLClient operator = asOperator(fixture.operator());
    UUID blocked = fixture.member("谷雨");
    fixture.execute("UPDATE member SET status = 'BLOCKED' WHERE id = $1", blocked);
    Map<String, Object> input = createInput();
    long before = fixture.number("SELECT count(*) FROM chain");
    for (UUID nobody : List.of(blocked, Ids.next())) {
      input.put("leaderMemberId", IdType.of("member").encode(nobody));

      Answer refused = operator.run("createChain", input);

      assertThat(refused.userErrorCodes("createChain")).containsExactly("INVALID_INPUT");
      assertThat(refused.array("createChain.userErrors.0.field").getList())
          .isEqualTo(List.of("input", "leaderMemberId"));
      assertThat(fixture.number("SELECT count(*) FROM chain")).isEqualTo(before);
    }
    UUID leader = fixture.member("小满");
    input.put("leaderMemberId", IdType.of("member").encode(leader));

    String id =
        operator
            .run("createChain", input)
            .expectSuccess("createChain")
            .text("createChain.chain.id");

    assertThat(
            asMember(leader)
                .runWith("viewerLedChains", Map.of())
                .text("viewer.ledChains.nodes.0.id"))
        .isEqualTo(id);
  }

  @Test
  void goods_for_members_only_are_in_no_chain_that_anybody_sees() {
    UUID sku = fixture.sku(50);
    fixture.execute(
        """
        UPDATE product SET private_only = true FROM sku
        WHERE sku.product_id = product.id AND sku.id = $1""",
        sku);
    Map<String, Object> input = createInput();
    input.put(
        "items", List.of(Map.of("skuId", SkuView.ID.encode(sku), "chainPrice", 2990, "stock", 50)));
    long before = fixture.number("SELECT count(*) FROM chain");

    Answer refused = asOperator(fixture.operator()).run("createChain", input);

    assertThat(refused.userErrorCodes("createChain")).containsExactly("INVALID_INPUT");
    assertThat(refused.array("createChain.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "items", "0", "skuId"));
    assertThat(fixture.number("SELECT count(*) FROM chain")).isEqualTo(before);
  }

  @Test
  void goods_that_became_limited_are_published_by_no_draft_and_offered_ones_stay_for_everybody() {
    ChainFixture.Published draft = fixture.draft(Plan.minimumOrders(1));
    ChainFixture.Published open = fixture.published(Plan.minimumOrders(1));
    fixture.execute(
        """
        UPDATE product SET private_only = true FROM sku
        WHERE sku.product_id = product.id AND sku.id = $1""",
        draft.sku());

    Answer refused =
        asOperator(draft.operator())
            .run(
                "publishChain",
                Map.of(
                    "chainId", Chain.ID.encode(draft.id()), "idempotencyKey", ChainFixture.key()));

    assertThat(refused.userErrorCodes("publishChain")).containsExactly("INVALID_INPUT");
    assertThat(fixture.text("SELECT state FROM chain WHERE id = $1", draft.id()))
        .isEqualTo("DRAFT");
    assertThat(offered(open)).isTrue();
    assertThat(offered(draft)).isFalse();
  }

  private boolean offered(ChainFixture.Published chain) {
    return database
        .read(() -> offers.offerAny(List.of(chain.sku())))
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  private static List<Map<String, Object>> wrongDrafts() {
    return List.of(
        Map.of("title", " "),
        Map.of("title", "橙".repeat(61)),
        Map.of("title", "脐橙\n2. 谷雨"),
        Map.of("minimum", 0),
        Map.of("maximum", 1),
        Map.of("deadline", "2020-01-01T00:00:00Z"),
        Map.of("deadline", "2099-01-01T00:00:00Z"),
        Map.of("deadline", "+999999999-12-31T23:59:59Z"),
        Map.of("deadline", "-999999999-01-01T00:00:00Z"),
        Map.of("communityIds", List.of()),
        Map.of("pickUpStoreIds", List.of()),
        Map.of("items", List.of()));
  }

  private Map<String, Object> createInput() {
    UUID store = fixture.await(communities.addStore("滨江店" + Ids.next(), "杭州", "滨江路 1 号"));
    UUID community =
        fixture.await(
            communities.addCommunity(CommunityKind.BROADCAST, store, "滨江鲜果群", "杭州", null));
    Map<String, Object> input = new HashMap<>();
    input.put("title", "阳光玫瑰，满 10 单发货");
    input.put("minimumUnit", "ORDERS");
    input.put("minimum", 10);
    input.put("deadline", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    input.put("delivers", false);
    input.put("communityIds", List.of(Community.ID.encode(community)));
    input.put("pickUpStoreIds", List.of(Store.ID.encode(store)));
    input.put(
        "items",
        List.of(
            Map.of("skuId", SkuView.ID.encode(fixture.sku(50)), "chainPrice", 2990, "stock", 50)));
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  private GraphQLClient asOperator(UUID operator) {
    return as(SubjectKind.OPERATOR, operator, Roles.OPERATOR);
  }
}
