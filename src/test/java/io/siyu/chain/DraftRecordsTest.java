package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.coupon.ClaimableCouponView;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is on record of drafts: for whoever changes them, and for whoever asks who changed what. */
@QuarkusTest
class DraftRecordsTest extends ChainEditingScenario {

  private static final String CREATE = "createChain";
  private static final String UPDATE = "updateChain";
  private static final String REPLICATE = "replicateChain";

  @Inject Audit audit;

  private GraphQLClient operator;

  @Test
  void a_new_draft_is_on_record_with_all_that_it_says() {
    UUID sku = fixture.sku(20);
    UUID community = community(null);
    String leader = memberId(fixture.member("团长小满"));
    String offer = offer();
    Map<String, Object> input = whole(sku, community, leader, offer);

    String draft = create(input);

    JsonObject said = details(draft, CREATE);
    assertThat(said.getString("title")).isEqualTo(input.get("title"));
    assertThat(said.getLong("maximum")).isEqualTo(7);
    assertThat(said.getString("deadline")).isEqualTo(input.get("deadline"));
    assertThat(said.getJsonArray("communityIds")).containsExactly(Community.ID.encode(community));
    assertThat(said.getJsonArray("pickUpStoreIds").getList())
        .isEqualTo(input.get("pickUpStoreIds"));
    assertThat(said.getString("leaderMemberId")).isEqualTo(leader);
    assertThat(said.getString("couponTemplateId")).isEqualTo(offer);
    assertThat(said.getJsonObject("items").getJsonObject(SkuView.ID.encode(sku)).encode())
        .contains("\"chainPriceFen\":2990", "\"stock\":7", "\"priceFen\":2590,\"threshold\":6");
  }

  @Test
  void of_a_change_what_changed_is_on_record_as_it_was_and_as_it_is_and_nothing_else() {
    UUID kept = fixture.sku(20);
    UUID dropped = fixture.sku(20);
    UUID added = fixture.sku(20);
    String before = memberId(fixture.member("团长小满"));
    String after = memberId(fixture.member("团长谷雨"));
    Map<String, Object> input = whole(kept, community(null), before, offer());
    input.put("items", List.of(item(kept, 7), item(dropped, 5)));
    String draft = create(input);
    input.put("chainId", draft);
    input.put("title", "阳光玫瑰，改为 6 件发货");
    input.put("minimum", 6);
    input.put("leaderMemberId", after);
    input.remove("couponTemplateId");
    input.put("items", List.of(item(kept, 9), item(added, 5)));
    input.put("idempotencyKey", ChainFixture.key());

    operator.run(UPDATE, input).expectSuccess(UPDATE);

    JsonObject changes = details(draft, UPDATE);
    assertThat(changes.fieldNames())
        .containsExactlyInAnyOrder(
            "title", "minimum", "leaderMemberId", "couponTemplateId", "items");
    assertThat(changes.getJsonObject("minimum").encode()).isEqualTo("{\"after\":6,\"before\":5}");
    assertThat(changes.getJsonObject("leaderMemberId"))
        .isEqualTo(new JsonObject().put("before", before).put("after", after));
    assertThat(changes.getJsonObject("couponTemplateId").getString("after")).isNull();
    JsonObject items = changes.getJsonObject("items");
    assertThat(items.getJsonObject(SkuView.ID.encode(kept)))
        .isEqualTo(
            new JsonObject().put("stock", new JsonObject().put("before", 7).put("after", 9)));
    assertThat(items.getJsonObject(SkuView.ID.encode(dropped)).getJsonObject("after")).isNull();
    assertThat(items.getJsonObject(SkuView.ID.encode(added)).getJsonObject("before")).isNull();
  }

  /** Whoever changes one word of a draft has to give all the rest again. */
  @Test
  void what_operators_read_of_a_draft_is_all_that_they_need_to_leave_it_as_it_is() {
    Map<String, Object> laddered =
        whole(fixture.sku(20), community(null), memberId(fixture.member("团长小满")), offer());
    laddered.put("nicknameDisplay", "MASKED");
    Map<String, Object> teams = content(fixture.sku(20), community(null));
    teams.putAll(
        Map.of("teamSize", 3, "teamHours", 5, "minimum", 3, "maximum", 6, "delivers", true));
    teams.put("minimumUnit", "ORDERS");
    for (Map<String, Object> input : List.of(laddered, teams)) {
      String draft = create(input);

      operator.run(UPDATE, read(draft)).expectSuccess(UPDATE);

      assertThat(details(draft, UPDATE)).isEqualTo(new JsonObject());
    }
  }

  @Test
  void nobody_overwrites_what_somebody_else_has_written_since_it_was_read() {
    String draft = create(whole(fixture.sku(20), community(null), null, null));
    Map<String, Object> mine = read(draft);
    Map<String, Object> theirs = read(draft);
    theirs.put("title", "阳光玫瑰，谷雨改过");

    operator.run(UPDATE, theirs).expectSuccess(UPDATE);
    Answer refused = operator.run(UPDATE, mine);
    Answer repeated = operator.run(UPDATE, theirs).expectSuccess(UPDATE);

    assertThat(refused.userErrorCodes(UPDATE)).containsExactly("CHANGED_MEANWHILE");
    assertThat(field(refused, UPDATE)).isEqualTo(List.of("input", "version"));
    assertThat(repeated.text("updateChain.chain.title")).isEqualTo("阳光玫瑰，谷雨改过");
    Map<String, Object> again = read(draft);
    again.put("minimum", 4);
    operator.run(UPDATE, again).expectSuccess(UPDATE);
    assertThat(read(draft)).containsEntry("title", "阳光玫瑰，谷雨改过").containsEntry("minimum", 4);
  }

  @Test
  void who_leads_a_draft_is_a_part_of_what_was_read() {
    String draft = create(whole(fixture.sku(20), community(null), null, null));
    Map<String, Object> mine = read(draft);
    operator
        .run(
            "nameChainLeader",
            Map.of(
                "chainId",
                draft,
                "memberId",
                memberId(fixture.member("团长小满")),
                "idempotencyKey",
                ChainFixture.key()))
        .expectSuccess("nameChainLeader");

    assertThat(operator.run(UPDATE, mine).userErrorCodes(UPDATE))
        .containsExactly("CHANGED_MEANWHILE");
  }

  private Map<String, Object> read(String draft) {
    return DraftAsInput.of(draft, operator.runWith("chainForOperator", Map.of("id", draft)));
  }

  @Test
  void operators_see_what_a_draft_is_a_copy_of() {
    Published source = fixture.draft(Plan.minimumOrders(2));
    operator = operator(source);
    String copy = replicate(source, List.of()).text("replicateChain.replication.copies.0.chainId");

    assertThat(
            operator
                .runWith("chainForOperator", Map.of("id", copy))
                .text("chainForOperator.replicatedFrom"))
        .isEqualTo(id(source));
  }

  @Test
  void leaders_of_copies_are_on_record_until_they_leave() {
    Published source = fixture.draft(Plan.minimumOrders(2));
    operator = operator(source);
    String stays = memberId(fixture.member("团长小满"));
    String leaves = memberId(fixture.member("团长谷雨"));

    replicate(source, List.of(stays, leaves));

    assertThat(details(id(source), REPLICATE).getJsonArray("members"))
        .containsExactlyInAnyOrder(stays, leaves);
    fixture.await(database.transaction(() -> audit.forget(List.of(leaves))));
    assertThat(details(id(source), REPLICATE).encode())
        .contains(stays, "\"copies\":2")
        .doesNotContain(leaves);
  }

  private Answer replicate(Published source, List<String> leaders) {
    List<Map<String, Object>> named =
        leaders.stream()
            .map(
                leader ->
                    Map.<String, Object>of(
                        "communityId", Community.ID.encode(community(null)), "memberId", leader))
            .toList();
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", id(source));
    input.put(
        "communityIds",
        named.isEmpty()
            ? List.of(Community.ID.encode(community(null)))
            : named.stream().map(leader -> leader.get("communityId")).toList());
    input.put("leaders", named);
    input.put("deadline", DEADLINE.toString());
    input.put("publish", false);
    input.put("idempotencyKey", ChainFixture.key());
    return operator.run(REPLICATE, input).expectSuccess(REPLICATE);
  }

  private Map<String, Object> whole(UUID sku, UUID community, String leader, String offer) {
    Map<String, Object> input = content(sku, community);
    Map<String, Object> laddered = new HashMap<>(item(sku, 7));
    laddered.put("ladder", List.of(Map.of("threshold", 6, "price", 2590)));
    laddered.put("perMemberLimit", 2);
    input.put("items", List.of(laddered));
    input.put("leaderMemberId", leader);
    input.put("couponTemplateId", offer);
    return input;
  }

  private String create(Map<String, Object> input) {
    if (operator == null) {
      operator = operator(fixture.draft(Plan.minimumOrders(2)));
    }
    return operator.run(CREATE, input).expectSuccess(CREATE).text("createChain.chain.id");
  }

  private String offer() {
    UUID id = Ids.next();
    fixture.execute(
        """
        INSERT INTO coupon_template (id, name, kind, amount_off_fen, total, per_member_limit,
          issue_ways, issue_from, valid_days)
        VALUES ($1, '五元谢礼', 'NO_THRESHOLD', 500, 9, 1, ARRAY['GRANT'],
          now() - interval '1 day', 7)""",
        id);
    return ClaimableCouponView.ID.encode(id);
  }

  private JsonObject details(String chain, String action) {
    return new JsonObject(
        fixture.text(
            "SELECT details::text FROM audit_entry WHERE subject = $1 AND action = $2",
            chain,
            action));
  }
}
