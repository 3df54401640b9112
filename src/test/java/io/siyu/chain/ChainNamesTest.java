package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose name is shown how, and from which end the list is read. */
@QuarkusTest
class ChainNamesTest extends ChainApiScenario {

  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @Test
  void names_are_shown_in_full_unless_the_chain_says_otherwise() {
    Published chain = listed("张小满", "谷雨");

    assertThat(names(anonymous(), chain)).containsExactly("张小满", "谷雨");
    assertThat(text(chain)).contains("1. 张小满 ").contains("2. 谷雨 ");
  }

  @Test
  void masked_names_are_masked_wherever_others_see_them() {
    Published chain = listed("张小满", FAMILY + "一家", "\u200b𠮷野");
    show(chain, NicknameDisplay.MASKED);

    assertThat(names(anonymous(), chain)).containsExactly("张**", FAMILY + "**", "𠮷**");
    assertThat(names(asMember(fixture.member("路人")), chain)).contains("张**");
    assertThat(preview(chain)).containsExactly("𠮷**", FAMILY + "**", "张**");
    assertThat(text(chain)).contains("1. 张** ", "2. " + FAMILY + "** ").doesNotContain("小满", "一家");
  }

  @Test
  void where_only_numbers_are_shown_no_name_leaves_the_server() {
    Published chain = listed("张小满", "谷雨");
    show(chain, NicknameDisplay.NUMBER_ONLY);

    assertThat(names(anonymous(), chain)).containsExactly("1号", "2号");
    assertThat(preview(chain)).containsExactly("2号", "1号");
    assertThat(text(chain)).contains("\n1. 伦晚脐橙5斤×1\n2. 伦晚脐橙5斤×1\n");
    Answer whole = anonymous().runWith("chain", Map.of("id", id(chain)));
    assertThat(whole.text("chain.nicknameDisplay")).isEqualTo("NUMBER_ONLY");
    assertThat(whole.body().toString()).doesNotContain("小满", "谷雨");
  }

  @Test
  void members_see_their_own_name_in_full_and_only_among_their_own_entries() {
    Published chain = listed("谷雨");
    show(chain, NicknameDisplay.MASKED);
    UUID member = fixture.member("张小满");
    GraphQLClient phone = asMember(member);

    Answer joined = phone.run("joinChain", joinInput(chain, 1, null)).expectSuccess("joinChain");
    phone.run("sandboxPay", Map.of("orderId", joined.text("joinChain.order.id")));

    assertThat(
            phone
                .runWith("viewerChainEntries", Map.of())
                .text("viewer.chainEntries.nodes.0.entry.nickname"))
        .isEqualTo("张小满");
    assertThat(names(phone, chain)).containsExactly("谷**", "张**");
  }

  @Test
  void who_has_left_is_nobody_however_names_are_shown() {
    Published chain = listed("张小满");
    fixture.execute(
        """
        UPDATE member SET status = 'DELETED', deleted_at = now(), openid = NULL, nickname = NULL
        WHERE id = (SELECT member_id FROM chain_entry WHERE chain_id = $1)""",
        chain.id());

    assertThat(names(anonymous(), chain)).containsExactly("已注销会员");
    show(chain, NicknameDisplay.MASKED);
    assertThat(names(anonymous(), chain)).containsExactly("已注销会员");
    show(chain, NicknameDisplay.NUMBER_ONLY);
    assertThat(names(anonymous(), chain)).containsExactly("1号");
  }

  @Test
  void the_list_is_read_from_either_end_and_no_cursor_serves_both() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.members(5).forEach(member -> fixture.joinAndPay(member, chain, 1));

    List<Integer> backwards = new ArrayList<>();
    String cursor = null;
    do {
      Answer page = page(chain, "NEWEST_FIRST", cursor);
      backwards.addAll(numbers(page));
      cursor =
          (boolean) page.at("chain.entries.pageInfo.hasNextPage")
              ? page.text("chain.entries.pageInfo.endCursor")
              : null;
    } while (cursor != null);

    assertThat(backwards).containsExactly(5, 4, 3, 2, 1);
    assertThat(numbers(page(chain, "OLDEST_FIRST", null))).containsExactly(1, 2);
    String newest = page(chain, "NEWEST_FIRST", null).text("chain.entries.pageInfo.endCursor");
    assertThat(page(chain, "OLDEST_FIRST", newest).errorCodes()).containsExactly("BAD_INPUT");
    fixture.joinAndPay(fixture.member("后来"), chain, 1);
    assertThat(numbers(page(chain, "NEWEST_FIRST", newest)))
        .as("whoever joins meanwhile shifts nothing")
        .containsExactly(3, 2);
  }

  private Published listed(String... nicknames) {
    Published chain = fixture.published(Plan.minimumOrders(2));
    for (String nickname : nicknames) {
      fixture.joinAndPay(fixture.member(nickname), chain, 1);
    }
    return chain;
  }

  private void show(Published chain, NicknameDisplay display) {
    fixture.execute("UPDATE chain SET nickname_display = $2 WHERE id = $1", chain.id(), display);
  }

  private static List<String> names(GraphQLClient reader, Published chain) {
    Answer page = reader.runWith("chainEntries", Map.of("id", id(chain)));
    return nodes(page, "chain.entries.nodes", "nickname");
  }

  private static List<String> preview(Published chain) {
    Answer list = anonymous().runWith("chains", Map.of("first", 50));
    for (int i = 0; i < list.array("chains.nodes").size(); i++) {
      if (id(chain).equals(list.text("chains.nodes." + i + ".id"))) {
        return nodes(list, "chains.nodes." + i + ".latestEntries", "nickname");
      }
    }
    return Collections.emptyList();
  }

  private static List<String> nodes(Answer answer, String list, String field) {
    return IntStream.range(0, answer.array(list).size())
        .mapToObj(at -> answer.text(list + "." + at + "." + field))
        .toList();
  }

  private static String text(Published chain) {
    return anonymous().runWith("chainText", Map.of("id", id(chain))).text("chain.chainText");
  }

  private static Answer page(Published chain, String order, String after) {
    Map<String, Object> variables = new java.util.HashMap<>();
    variables.put("id", id(chain));
    variables.put("first", 2);
    variables.put("order", order);
    variables.put("after", after);
    return anonymous().runWith("chainEntries", variables);
  }

  private static List<Integer> numbers(Answer page) {
    return IntStream.range(0, page.array("chain.entries.nodes").size())
        .mapToObj(at -> page.number("chain.entries.nodes." + at + ".number"))
        .map(Number::intValue)
        .toList();
  }
}
