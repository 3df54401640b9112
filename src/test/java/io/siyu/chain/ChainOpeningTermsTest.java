package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Drafts that were written when less was asked of them, or what they refer to changed since. */
@QuarkusTest
class ChainOpeningTermsTest extends ChainCouponScenario {

  @Test
  void a_minimum_above_all_goods_opens_nowhere() {
    Published draft = draft(Plan.minimumOrders(4));

    spoil(draft, "UPDATE chain_item SET stock = 3, planned_stock = 3 WHERE chain_id = $1");
    assertRefused(draft, "3 orders", "minimum of 4", "offer more");
    assertNotCopied(draft, "stocks");

    spoil(draft, "UPDATE chain_item SET stock = 4, planned_stock = 4 WHERE chain_id = $1");
    assertOpens(draft);
  }

  @Test
  void a_step_above_all_goods_opens_nowhere() {
    Published draft = draft(Plan.minimumOrders(4).counting(ChainUnit.UNITS).stock(10));
    spoil(draft, "UPDATE chain SET laddered = true WHERE id = $1");
    spoil(
        draft,
        """
        INSERT INTO chain_ladder_step (item_id, threshold, price_fen)
        SELECT id, 11, 3500 FROM chain_item WHERE chain_id = $1""");

    assertRefused(draft, "10 units", "step of 11", "offer more");
    assertNotCopied(draft, "stocks");

    spoil(draft, "UPDATE chain_item SET stock = 11, planned_stock = 11 WHERE chain_id = $1");
    assertOpens(draft);
  }

  @Test
  void a_team_buy_whose_last_team_never_fills_opens_nowhere() {
    Published draft = draft(Plan.teamsOf(3));

    spoil(draft, "UPDATE chain SET maximum = 7 WHERE id = $1");
    assertRefused(draft, "multiple of its team size", "another");
    assertNotCopied(draft, "chainId");

    spoil(draft, "UPDATE chain SET maximum = 6 WHERE id = $1");
    assertOpens(draft);
  }

  @Test
  void no_draft_opens_that_outlasts_a_community_of_its_own() {
    Published draft = draft(Plan.minimumOrders(2));

    spoil(draft, dissolving("- interval '1 second'"));
    assertRefused(draft, "西湖鲜果群", "dissolves before the deadline", "earlier");

    spoil(draft, dissolving(""));
    assertOpens(draft);
  }

  private static String dissolving(String before) {
    return """
        UPDATE community SET dissolves_at = c.deadline %s
        FROM chain c JOIN chain_community cc ON cc.chain_id = c.id
        WHERE c.id = $1 AND community.id = cc.community_id"""
        .formatted(before);
  }

  @Test
  void no_draft_opens_that_promises_a_coupon_which_is_over() {
    Published draft = draft(Plan.minimumOrders(2));
    UUID template = offer(draft, 100, 1);

    ends(template, "- interval '1 second'");
    assertRefused(draft, "coupon", "another one named");
    assertNotCopied(draft, "chainId");
    // Copies that are drafts can promise another one before they open.
    replicate(draft, communities(1), false);

    ends(template, "+ interval '1 hour'");
    assertOpens(draft);
  }

  private void ends(UUID template, String later) {
    fixture.execute(
        "UPDATE coupon_template SET issue_until = now() %s WHERE id = $1".formatted(later),
        template);
  }

  private Published draft(Plan plan) {
    return fixture.led(fixture.draft(plan), fixture.member("团长小满"));
  }

  private void spoil(Published draft, String statement) {
    fixture.execute(statement, draft.id());
  }

  /** By operators and by the leader, who are told what to change. */
  private void assertRefused(Published draft, String... words) {
    String before = state(draft);
    assertRefused(operator(draft), "publishChain", draft, words);
    assertRefused(leader(draft), "openChain", draft, words);
    assertThat(state(draft)).isEqualTo(before);
  }

  private static void assertRefused(
      GraphQLClient caller, String mutation, Published draft, String... words) {
    Answer refused = caller.run(mutation, input(draft));

    assertThat(refused.userErrorCodes(mutation)).containsExactly("INVALID_INPUT");
    assertThat(refused.array(mutation + ".userErrors.0.field").getList())
        .isEqualTo(List.of("input", "chainId"));
    assertThat(refused.text(mutation + ".userErrors.0.message")).contains(words);
  }

  private void assertNotCopied(Published draft, String field) {
    String before = state(draft);
    Answer refused = operator(draft).run("replicateChain", input(draft, communities(1), true));

    assertThat(refused.userErrorCodes("replicateChain")).containsExactly("INVALID_INPUT");
    assertThat(refused.text("replicateChain.userErrors.0.field.1")).isEqualTo(field);
    assertThat(state(draft)).isEqualTo(before);
  }

  private void assertOpens(Published draft) {
    leader(draft).run("openChain", input(draft)).expectSuccess("openChain");
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.OPEN);
  }

  private GraphQLClient leader(Published draft) {
    return asMember(
        UUID.fromString(
            fixture.text(
                "SELECT member_id::text FROM chain_leader WHERE chain_id = $1", draft.id())));
  }

  private static Map<String, Object> input(Published draft) {
    return Map.of("chainId", id(draft), "idempotencyKey", ChainFixture.key());
  }
}
