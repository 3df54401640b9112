package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.ShownText;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What members see of chains and do with them. */
@QuarkusTest
class ChainApiTest extends ChainApiScenario {

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
  void a_page_of_a_chain_finds_the_members_own_entries_in_it() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    Published other = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    fixture.joinAndPay(member, chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    fixture.joinAndPay(member, other, 1);
    fixture.await(fixture.join(member, chain, 2));

    assertThat(numbersOfOwn(member, chain)).containsExactly(null, 1);
    assertThat(numbersOfOwn(member, other)).containsExactly(1);
    assertThat(numbersOfOwn(member, fixture.published(Plan.minimumOrders(1)))).isEmpty();
    assertThat(
            asMember(member)
                .runWith("viewerChainEntries", Map.of("chainId", "order_x"))
                .errorCodes())
        .containsExactly("BAD_INPUT");
  }

  /** Page by page. */
  private List<Integer> numbersOfOwn(UUID member, Published chain) {
    List<Integer> numbers = new ArrayList<>();
    Map<String, Object> wanted = new HashMap<>(Map.of("chainId", id(chain), "first", 1));
    do {
      Answer page = asMember(member).runWith("viewerChainEntries", wanted);
      for (int i = 0; i < page.array("viewer.chainEntries.nodes").size(); i++) {
        numbers.add((Integer) page.at("viewer.chainEntries.nodes." + i + ".entry.number"));
      }
      wanted.put("after", page.at("viewer.chainEntries.pageInfo.endCursor"));
    } while (wanted.get("after") != null);
    return numbers;
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
  void what_is_left_of_the_maximum_is_told_without_what_waits_for_its_payment() {
    Published chain = fixture.published(Plan.minimumOrders(1).maximum(3));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));
    Published unlimited = fixture.published(Plan.minimumOrders(1));

    assertThat(anonymous().runWith("chain", Map.of("id", id(chain))).number("chain.placesLeft"))
        .isEqualTo(1);
    assertThat(anonymous().runWith("chain", Map.of("id", id(unlimited))).at("chain.placesLeft"))
        .isNull();
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
        .startsWith("【接龙】伦晚脐橙，满2发货\n秭归现摘，次日到店\n· 伦晚脐橙5斤 39元\n自提：西湖店")
        .contains("满2单发货")
        .contains("1. " + ShownText.struck("小满 伦晚脐橙5斤×1") + " 已退出\n2. 谷雨 伦晚脐橙5斤×2\n")
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
}
