package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.community.CommunityKind;
import io.siyu.community.CommunityService;
import io.siyu.community.Store;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChainApiTest {

  @Inject ChainFixture fixture;
  @Inject Sessions sessions;
  @Inject CommunityService communities;
  @Inject StatementLog statements;

  @Test
  void a_member_joins_pays_and_stands_in_the_list() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    GraphQLClient member = asMember(fixture.member("小满"));

    Answer joined = member.run("joinChain", joinInput(chain, 2, "要甜的")).expectSuccess("joinChain");

    assertThat(joined.text("joinChain.entry.state")).isEqualTo("RESERVED");
    assertThat(joined.at("joinChain.entry.number")).isNull();
    assertThat(joined.number("joinChain.order.totalAmount.amount")).isEqualTo(7800);
    assertThat(joined.text("joinChain.payment.package")).startsWith("prepay_id=");
    member
        .run("sandboxPay", Map.of("orderId", joined.text("joinChain.order.id")))
        .expectSuccess("sandboxPay");

    Answer page = anonymous().runWith("chain", Map.of("id", id(chain))).expectSuccess("chain");
    assertThat(page.number("chain.entries.nodes.0.number")).isEqualTo(1);
    assertThat(page.text("chain.entries.nodes.0.nickname")).isEqualTo("小满");
    assertThat(page.text("chain.entries.nodes.0.note")).isEqualTo("要甜的");
    assertThat(page.text("chain.entries.nodes.0.items.0.name")).isEqualTo("伦晚脐橙5斤");
    assertThat(page.number("chain.entries.nodes.0.items.0.quantity")).isEqualTo(2);
    assertThat(page.at("chain.entries.nodes.0.withdrawn")).isEqualTo(false);
    assertThat(page.number("chain.progress.have")).isEqualTo(1);
    assertThat(page.number("chain.progress.need")).isEqualTo(2);
    assertThat(page.number("chain.progress.remaining")).isEqualTo(1);
    assertThat(page.number("chain.progress.percent")).isEqualTo(50);
    assertThat(page.text("chain.communities.0.name")).isEqualTo("西湖鲜果群");
    assertThat(page.text("chain.pickUpStores.0.city")).isEqualTo("杭州");

    Answer mine = member.runWith("viewerChainEntries", Map.of());
    assertThat(mine.number("viewer.chainEntries.nodes.0.entry.number")).isEqualTo(1);
    assertThat(mine.text("viewer.chainEntries.nodes.0.order.status")).isEqualTo("PAID");
    assertThat(mine.text("viewer.chainEntries.nodes.0.chain.id")).isEqualTo(id(chain));
  }

  @Test
  void repeating_a_join_gives_the_same_entry_and_no_second_payment() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    GraphQLClient member = asMember(fixture.member("小满"));
    Map<String, Object> input = joinInput(chain, 1, null);

    Answer first = member.run("joinChain", input).expectSuccess("joinChain");
    member.run("sandboxPay", Map.of("orderId", first.text("joinChain.order.id")));
    Answer again = member.run("joinChain", input).expectSuccess("joinChain");

    assertThat(again.text("joinChain.entry.id")).isEqualTo(first.text("joinChain.entry.id"));
    assertThat(again.number("joinChain.entry.number")).isEqualTo(1);
    assertThat(again.at("joinChain.payment")).isNull();
  }

  @Test
  void refusals_say_what_is_left() {
    Published chain = fixture.published(Plan.minimumOrders(2).stock(3).perMember(2));
    GraphQLClient member = asMember(fixture.member("小满"));

    Answer tooMany = member.run("joinChain", joinInput(chain, 4, null));
    Answer overLimit = member.run("joinChain", joinInput(chain, 3, null));
    Answer invalid = member.run("joinChain", joinInput(chain, 0, null));

    assertThat(tooMany.userErrorCodes("joinChain")).containsExactly("OUT_OF_STOCK");
    assertThat(tooMany.number("joinChain.userErrors.0.available")).isEqualTo(3);
    assertThat(overLimit.userErrorCodes("joinChain")).containsExactly("MEMBER_LIMIT_REACHED");
    assertThat(overLimit.number("joinChain.userErrors.0.available")).isEqualTo(2);
    assertThat(invalid.userErrorCodes("joinChain")).containsExactly("INVALID_INPUT");
    assertThat(invalid.array("joinChain.userErrors.0.field"))
        .containsExactly("input", "items", "0", "quantity");
    Answer forged = member.run("joinChain", joinInput(chain, 1, "谢谢\n2. 谷雨 伦晚脐橙5斤×9"));
    assertThat(forged.userErrorCodes("joinChain")).containsExactly("INVALID_INPUT");
    assertThat(forged.array("joinChain.userErrors.0.field")).containsExactly("input", "note");
  }

  @Test
  void a_withdrawn_entry_is_struck_through_in_list_and_text() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID leaver = fixture.member("小满");
    UUID entry = fixture.joinAndPay(leaver, chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 2);

    Answer withdrawn =
        asMember(leaver)
            .run(
                "withdrawFromChain",
                Map.of(
                    "entryId", ChainEntry.ID.encode(entry), "idempotencyKey", ChainFixture.key()))
            .expectSuccess("withdrawFromChain");

    assertThat(withdrawn.at("withdrawFromChain.entry.withdrawn")).isEqualTo(true);
    String text = anonymous().runWith("chainText", Map.of("id", id(chain))).text("chain.chainText");
    assertThat(text)
        .startsWith("【接龙】伦晚脐橙，满2发货\n秭归现摘，次日到店\n· 伦晚脐橙5斤 39元\n截止：")
        .contains("满2单发货")
        .contains("1. ~~小满 伦晚脐橙5斤×1~~ 已退出\n2. 谷雨 伦晚脐橙5斤×2\n")
        .endsWith("已接1单，还差1单成团");
    Answer list = anonymous().runWith("chains", Map.of("first", 50));
    assertThat(node(list, chain, "latestEntries.0.nickname")).isEqualTo("谷雨");
    assertThat(node(list, chain, "latestEntries.1.nickname")).isNull();
    assertThat(node(list, chain, "items.0.stock")).isEqualTo("98");
  }

  @Test
  void a_page_of_twenty_entries_costs_four_statements() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.members(21).forEach(member -> fixture.joinAndPay(member, chain, 1));

    fixture.awaitQuiet();
    statements.start();
    Answer page = anonymous().runWith("chainEntries", Map.of("id", id(chain), "first", 20));
    List<String> reads = statements.stop("SELECT");

    assertThat(page.array("chain.entries.nodes")).hasSize(20);
    assertThat(page.at("chain.entries.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(ofThePage(reads)).hasSizeLessThanOrEqualTo(4);
    Answer rest =
        anonymous()
            .runWith(
                "chainEntries",
                Map.of("id", id(chain), "after", page.text("chain.entries.pageInfo.endCursor")));
    assertThat(rest.array("chain.entries.nodes")).hasSize(1);
    assertThat(rest.number("chain.entries.nodes.0.number")).isEqualTo(21);
  }

  @Test
  void a_list_of_chains_costs_four_statements_however_long() {
    for (int i = 0; i < 3; i++) {
      Published chain = fixture.published(Plan.minimumOrders(2));
      fixture.members(2).forEach(member -> fixture.joinAndPay(member, chain, 1));
    }

    fixture.awaitQuiet();
    statements.start();
    Answer page = anonymous().runWith("chains", Map.of("first", 20));
    List<String> reads = statements.stop("SELECT");

    assertThat(page.array("chains.nodes").size()).isGreaterThanOrEqualTo(3);
    assertThat(ofThePage(reads)).hasSizeLessThanOrEqualTo(4);
  }

  /** Jobs run beside the test. */
  private static List<String> ofThePage(List<String> reads) {
    return reads.stream()
        .filter(
            read ->
                read.contains("FROM chain")
                    || read.contains("FROM member")
                    || read.contains("chain_entry"))
        .filter(read -> !read.contains("wound_up_at") && !read.contains("deadline <="))
        .toList();
  }

  @Test
  void operators_create_publish_and_cancel_and_it_is_audited() {
    GraphQLClient operator = asOperator(fixture.operator());
    Map<String, Object> input = createInput();

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

  @Test
  void unknown_and_foreign_ids_are_told_apart_from_wrong_ones() {
    GraphQLClient member = asMember(fixture.member("小满"));

    assertThat(anonymous().runWith("chain", Map.of("id", "order_AAAA")).errorCodes())
        .containsExactly("BAD_INPUT");
    assertThat(anonymous().runWith("chain", Map.of("id", Chain.ID.encode(Ids.next()))).errorCodes())
        .containsExactly("NOT_FOUND");
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID foreign = fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    assertThat(
            member
                .run(
                    "withdrawFromChain",
                    Map.of(
                        "entryId",
                        ChainEntry.ID.encode(foreign),
                        "idempotencyKey",
                        ChainFixture.key()))
                .errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(fixture.stateOf(foreign)).isEqualTo("PAID");
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

  private static Map<String, Object> joinInput(Published chain, int quantity, String note) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", id(chain));
    input.put(
        "items",
        List.of(Map.of("itemId", ChainItem.ID.encode(chain.item()), "quantity", quantity)));
    input.put("note", note);
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  private static String node(Answer list, Published chain, String path) {
    for (int i = 0; i < list.array("chains.nodes").size(); i++) {
      if (id(chain).equals(list.text("chains.nodes." + i + ".id"))) {
        return list.array("chains.nodes." + i + "." + path.split("\\.")[0]).size()
                > Integer.parseInt(path.split("\\.")[1])
            ? list.text("chains.nodes." + i + "." + path)
            : null;
      }
    }
    throw new AssertionError("The chain is not in the list.");
  }

  private static String id(Published chain) {
    return Chain.ID.encode(chain.id());
  }

  private static GraphQLClient anonymous() {
    return GraphQLClient.ofThisTest();
  }

  private GraphQLClient asMember(UUID member) {
    return as(SubjectKind.MEMBER, member, Roles.MEMBER);
  }

  private GraphQLClient asOperator(UUID operator) {
    return as(SubjectKind.OPERATOR, operator, Roles.OPERATOR);
  }

  private GraphQLClient as(SubjectKind kind, UUID subject, String role) {
    return anonymous().as(fixture.await(sessions.start(kind, subject, Set.of(role))).accessToken());
  }
}
