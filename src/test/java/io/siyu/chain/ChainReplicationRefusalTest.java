package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Replications that are refused, and leave everything as it was. */
@QuarkusTest
class ChainReplicationRefusalTest extends ChainReplicationScenario {

  @Test
  void wrong_input_is_refused_and_says_where() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(3);
    for (Wrong wrong : wrongInputs(groups)) {
      Map<String, Object> input = input(source, groups, true);
      input.putAll(wrong.values());
      String before = state(source);

      Answer refused = operator(source).run("replicateChain", input);

      assertThat(refused.userErrorCodes("replicateChain"))
          .as(wrong.field())
          .containsExactly("INVALID_INPUT");
      assertThat(String.join(".", strings(refused))).isEqualTo("input." + wrong.field());
      assertThat(state(source)).isEqualTo(before);
    }
  }

  private static List<String> strings(Answer refused) {
    List<String> path = new ArrayList<>();
    refused
        .array("replicateChain.userErrors.0.field")
        .forEach(part -> path.add(String.valueOf(part)));
    return path;
  }

  private record Wrong(String field, Map<String, Object> values) {}

  private static List<Wrong> wrongInputs(List<UUID> groups) {
    String first = Community.ID.encode(groups.get(0));
    List<String> unknown = List.of(first, Community.ID.encode(Ids.next()));
    List<String> tooMany = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      tooMany.add(Community.ID.encode(Ids.next()));
    }
    Map<String, Object> noDeadline = new HashMap<>();
    noDeadline.put("deadline", null);
    Map<String, Object> ownOnly = new HashMap<>(noDeadline);
    ownOnly.put("deadlines", List.of(deadline(groups.get(0), DEADLINE)));
    Instant past = Instant.now().minusSeconds(60);
    return List.of(
        new Wrong("communityIds", Map.of("communityIds", List.of())),
        new Wrong("communityIds", Map.of("communityIds", tooMany)),
        new Wrong("communityIds.1", Map.of("communityIds", List.of(first, first))),
        new Wrong("communityIds.1", Map.of("communityIds", unknown)),
        new Wrong("deadline", noDeadline),
        new Wrong("deadline", ownOnly),
        new Wrong("deadline", Map.of("deadline", past.toString())),
        new Wrong("deadline", Map.of("deadline", DEADLINE.plusSeconds(88 * 86_400).toString())),
        new Wrong(
            "deadlines.0.deadline", Map.of("deadlines", List.of(deadline(groups.get(0), past)))),
        new Wrong(
            "deadlines.0.communityId",
            Map.of("deadlines", List.of(deadline(Ids.next(), DEADLINE)))),
        new Wrong(
            "deadlines.1.communityId",
            Map.of(
                "deadlines",
                List.of(deadline(groups.get(0), DEADLINE), deadline(groups.get(0), DEADLINE)))),
        new Wrong(
            "stocks.0.itemId",
            Map.of(
                "stocks", List.of(Map.of("itemId", ChainItem.ID.encode(Ids.next()), "stock", 5)))));
  }

  @Test
  void a_stock_of_none_is_refused() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    Map<String, Object> input = input(source, communities(1), true);
    input.put("stocks", List.of(Map.of("itemId", ChainItem.ID.encode(source.item()), "stock", 0)));
    String before = state(source);

    assertThat(operator(source).run("replicateChain", input).userErrorCodes("replicateChain"))
        .containsExactly("INVALID_INPUT");

    assertThat(state(source)).isEqualTo(before);
  }

  @Test
  void too_little_stock_for_all_copies_opens_none_and_says_what_is_left() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    Map<String, Object> input = input(source, communities(10), true);
    String before = state(source);

    Answer refused = operator(source).run("replicateChain", input);

    assertThat(refused.userErrorCodes("replicateChain")).containsExactly("OUT_OF_STOCK");
    assertThat(refused.number("replicateChain.userErrors.0.available")).isEqualTo(90);
    assertThat(refused.text("replicateChain.userErrors.0.message")).contains("100", "90");
    assertThat(state(source)).isEqualTo(before);
  }

  @Test
  void goods_that_became_for_members_only_open_nowhere() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    fixture.execute(
        """
        UPDATE product SET private_only = true FROM sku
        WHERE sku.product_id = product.id AND sku.id = $1""",
        source.sku());
    String before = state(source);

    Answer refused = operator(source).run("replicateChain", input(source, communities(2), true));

    assertThat(refused.userErrorCodes("replicateChain")).containsExactly("INVALID_INPUT");
    assertThat(state(source)).isEqualTo(before);
  }

  @Test
  void an_unknown_chain_is_not_found_and_nobody_but_operators_copies() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    Map<String, Object> input = input(source, communities(1), false);

    assertThat(asMember(fixture.member("小满")).run("replicateChain", input).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(anonymous().run("replicateChain", input).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    input.put("chainId", Chain.ID.encode(Ids.next()));
    assertThat(operator(source).run("replicateChain", input).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(copies(source)).isEmpty();
  }
}
