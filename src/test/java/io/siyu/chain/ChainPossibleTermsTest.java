package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.community.Community;
import io.siyu.testing.Answer;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms under which nobody could ever get anything are accepted nowhere. */
@QuarkusTest
class ChainPossibleTermsTest extends ChainEditingScenario {

  @Inject LadderFixture ladders;

  /** Of two kinds of goods, 7 and 3 units at 29.90. */
  @ParameterizedTest
  @CsvSource({"ORDERS, 10, 11", "UNITS, 10, 11", "AMOUNT, 29900, 29901"})
  void a_minimum_is_at_most_what_all_goods_come_to(String unit, int most, int tooMuch) {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Map<String, Object> content = content(fixture.sku(20), community(null));
    content.put("items", List.of(item(fixture.sku(20), 7), item(fixture.sku(20), 3)));
    content.put("minimumUnit", unit);
    content.remove("maximum");

    assertRefused(draft, content, Map.of("minimum", tooMuch), "minimum");
    assertAccepted(draft, content, Map.of("minimum", most));
  }

  /** A step's lower price is given back later, and takes nothing from what counts. */
  @Test
  void an_amount_counts_what_is_paid_before_any_step_is_reached() {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Map<String, Object> content = content(fixture.sku(20), community(null));
    Map<String, Object> item = new HashMap<>(item(fixture.sku(20), 7));
    content.put("minimumUnit", "AMOUNT");
    content.remove("maximum");

    item.put("ladder", List.of(Map.of("threshold", 20_932, "price", 1)));
    content.put("items", List.of(item));
    assertRefused(draft, content, Map.of("minimum", 20_931), "minimum");
    item.put("ladder", List.of(Map.of("threshold", 20_930, "price", 1)));
    assertAccepted(draft, content, Map.of("minimum", 20_929));
  }

  /** 7 and 3 units at 29.90; the step is the second item's. */
  @ParameterizedTest
  @CsvSource({
    "ORDERS, , 10, 11",
    "UNITS, , 10, 11",
    "AMOUNT, , 29900, 29901",
    "ORDERS, 8, 8, 9",
    "UNITS, 8, 8, 9",
    // Three units are 89.70, and a fourth would pass the maximum.
    "AMOUNT, 9500, 8970, 8971"
  })
  void a_step_is_at_most_what_all_goods_come_to_within_the_maximum(
      String unit, Integer maximum, int most, int tooMuch) {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Map<String, Object> content = content(fixture.sku(20), community(null));
    content.put("minimumUnit", unit);
    content.put("minimum", 1);
    content.put("maximum", maximum);
    UUID first = fixture.sku(20);
    UUID second = fixture.sku(20);

    assertRefused(draft, content, stepOf(first, second, tooMuch), "items");
    assertAccepted(draft, content, stepOf(first, second, most));
  }

  private static Map<String, Object> stepOf(UUID first, UUID second, int threshold) {
    Map<String, Object> item = new HashMap<>(item(second, 3));
    item.put("ladder", List.of(Map.of("threshold", threshold, "price", 1)));
    return Map.of("items", List.of(item(first, 7), item));
  }

  @Test
  void a_minimum_that_whole_units_pass_over_is_refused() {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Map<String, Object> content = content(fixture.sku(20), community(null));
    content.putAll(Map.of("minimumUnit", "AMOUNT", "maximum", 9_500));

    assertRefused(draft, content, Map.of("minimum", 8_971), "minimum");
    assertAccepted(draft, content, Map.of("minimum", 8_970));
  }

  @Test
  void a_step_that_cannot_be_reached_is_named() {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Map<String, Object> content = content(fixture.sku(20), community(null));
    content.remove("maximum");
    content.putAll(stepOf(fixture.sku(20), fixture.sku(20), 11));

    Answer refused =
        operator(draft).run("createChain", input("createChain", draft, content, Map.of()));

    assertThat(field(refused, "createChain"))
        .isEqualTo(List.of("input", "items", "1", "ladder", "0", "threshold"));
    assertThat(refused.text("createChain.userErrors.0.message"))
        .contains("10 units", "step of 11", "offer more");
  }

  @Test
  void a_team_buy_sells_to_whole_teams_and_has_goods_for_one() {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    Map<String, Object> content = content(fixture.sku(20), community(null));
    content.putAll(Map.of("minimumUnit", "ORDERS", "minimum", 3, "teamSize", 3, "maximum", 7));

    assertRefused(draft, content, Map.of(), "maximum");
    content.remove("maximum");
    assertRefused(draft, content, Map.of("minimum", 8, "teamSize", 8), "minimum");
    assertAccepted(draft, content, Map.of("maximum", 6));
  }

  @Test
  void no_chain_outlasts_a_community_of_its_own() {
    Published draft = fixture.draft(Plan.minimumOrders(1));
    UUID flash = community(DEADLINE.minus(1, ChronoUnit.SECONDS));
    Map<String, Object> content = content(fixture.sku(20), flash);

    assertRefused(draft, content, Map.of(), "communityIds");
    assertAccepted(
        draft, content, Map.of("deadline", DEADLINE.minus(1, ChronoUnit.SECONDS).toString()));
  }

  @Test
  void no_copy_has_too_little_for_the_minimum() {
    assertCopiedWith(fixture.published(Plan.minimumOrders(4)), 4);
  }

  @Test
  void no_copy_has_too_little_for_a_step() {
    assertCopiedWith(
        ladders.published(ChainUnit.ORDERS, 2, Goods.at(3900, step(9, 3500))).chain(), 9);
  }

  /** With a unit fewer it is copied nowhere. */
  private void assertCopiedWith(Published source, int units) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", id(source));
    input.put("communityIds", List.of(Community.ID.encode(community(null))));
    input.put("deadline", DEADLINE.toString());
    input.put("publish", false);
    input.put("stocks", stock(source, units - 1));
    input.put("idempotencyKey", ChainFixture.key());

    Answer refused = operator(source).run("replicateChain", input);

    assertThat(refused.userErrorCodes("replicateChain")).containsExactly("INVALID_INPUT");
    assertThat(field(refused, "replicateChain")).isEqualTo(List.of("input", "stocks"));
    assertThat(fixture.number("SELECT count(*) FROM chain WHERE replicated_from = $1", source.id()))
        .isZero();
    input.put("stocks", stock(source, units));
    operator(source).run("replicateChain", input).expectSuccess("replicateChain");
  }

  private static List<Map<String, Object>> stock(Published source, int units) {
    return List.of(Map.of("itemId", ChainItem.ID.encode(source.item()), "stock", units));
  }

  /** By both ways in which a draft comes to say something. */
  private void assertRefused(
      Published draft, Map<String, Object> content, Map<String, Object> change, String field) {
    String before = state(draft);
    long chains = made(draft);
    for (String mutation : List.of("createChain", "updateChain")) {
      Answer refused = operator(draft).run(mutation, input(mutation, draft, content, change));

      assertThat(refused.userErrorCodes(mutation)).as(mutation).containsExactly("INVALID_INPUT");
      assertThat(field(refused, mutation).get(1)).isEqualTo(field);
    }
    assertThat(state(draft)).isEqualTo(before);
    assertThat(made(draft)).isEqualTo(chains);
  }

  private void assertAccepted(
      Published draft, Map<String, Object> content, Map<String, Object> change) {
    for (String mutation : List.of("createChain", "updateChain")) {
      operator(draft)
          .run(mutation, input(mutation, draft, content, change))
          .expectSuccess(mutation);
    }
  }

  private static Map<String, Object> input(
      String mutation, Published draft, Map<String, Object> content, Map<String, Object> change) {
    Map<String, Object> input = new HashMap<>(content);
    input.putAll(change);
    input.put("idempotencyKey", ChainFixture.key());
    if (mutation.equals("updateChain")) {
      input.put("chainId", id(draft));
    }
    return input;
  }

  private long made(Published draft) {
    return fixture.number("SELECT count(*) FROM chain WHERE created_by = $1", draft.operator());
  }
}
