package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The points mall, and what became of redemptions, as a client sees them. */
@QuarkusTest
class RedemptionApiTest {

  @Inject PointsLedger ledger;
  @Inject RewardShelf shelf;
  @Inject PointsFixture fixture;
  @Inject StatementLog statements;

  private UUID member;
  private GraphQLClient client;

  @BeforeEach
  void logIn() {
    member = fixture.member();
    client = GraphQLClient.ofThisTest().as(fixture.accessToken(member));
    await(ledger.earn(Earning.active(member, 100, "ORDER", "o1", "BASE", null)));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    fixture.assertReconciled(member);
  }

  @Test
  void a_reward_is_given_for_points_and_shown_in_history_and_redemptions() {
    UUID reward = reward(RewardKind.COUPON, fixture.couponTemplate(), 30, 5, 2);

    Answer answer = redeem(reward, "k1").expectSuccess("redeemReward");

    assertThat(answer.text("redeemReward.redemption.state")).isEqualTo("REDEEMED");
    assertThat(answer.number("redeemReward.redemption.points")).isEqualTo(30);
    assertThat(answer.number("redeemReward.points.balance")).isEqualTo(70);
    assertThat(stock(reward)).isEqualTo(4);
    Answer history = client.runWith("viewerPointsHistory", Map.of());
    assertThat(history.text("viewer.pointsHistory.nodes.0.operation")).isEqualTo("SPEND");
    assertThat(history.number("viewer.pointsHistory.nodes.0.points")).isEqualTo(-30);
    assertThat(history.text("viewer.pointsHistory.nodes.1.source")).isEqualTo("ORDER");
    Answer redemptions = client.runWith("viewerRedemptions", Map.of());
    assertThat(redemptions.array("viewer.redemptions.nodes")).hasSize(1);
    assertThat(redemptions.text("viewer.redemptions.nodes.0.id"))
        .isEqualTo(answer.text("redeemReward.redemption.id"));
  }

  @Test
  void the_same_key_gives_the_same_redemption_and_another_input_is_refused() {
    UUID reward = reward(RewardKind.COUPON, fixture.couponTemplate(), 30, 5, 2);
    Answer first = redeem(reward, "k1").expectSuccess("redeemReward");

    Answer again = redeem(reward, "k1").expectSuccess("redeemReward");
    Answer other = redeem(reward(RewardKind.COUPON, fixture.couponTemplate(), 1, 5, 2), "k1");

    assertThat(again.text("redeemReward.redemption.id"))
        .isEqualTo(first.text("redeemReward.redemption.id"));
    assertThat(other.userErrorCodes("redeemReward")).containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(other.array("redeemReward.userErrors.0.field"))
        .containsExactly("input", "idempotencyKey");
    assertThat(redeem(reward, " ").array("redeemReward.userErrors.0.field"))
        .containsExactly("input", "idempotencyKey");
    assertThat(fixture.balance(member)).isEqualTo(70);
  }

  @Test
  void a_refused_redemption_says_why_and_changes_nothing() {
    assertRefused(
        reward(RewardKind.COUPON, fixture.couponTemplate(), 101, 5, 2), "INSUFFICIENT_POINTS");
    assertRefused(reward(RewardKind.COUPON, fixture.couponTemplate(), 30, 0, 2), "REWARD_SOLD_OUT");
    assertRefused(
        reward(RewardKind.COUPON, fixture.laterCouponTemplate(), 30, 5, 2), "REWARD_UNAVAILABLE");
    UUID hidden = reward(RewardKind.COUPON, fixture.couponTemplate(), 30, 5, 2);
    fixture.change("UPDATE reward SET on_shelf = false WHERE id = $1", hidden);
    assertRefused(hidden, "REWARD_UNAVAILABLE");
    UUID once = reward(RewardKind.COUPON, fixture.couponTemplate(), 30, 5, 1);
    redeem(once, "once").expectSuccess("redeemReward");
    assertRefused(once, "PER_MEMBER_LIMIT_REACHED");
  }

  @Test
  void a_refusal_is_decided_again_once_there_are_enough_points() {
    UUID reward = reward(RewardKind.COUPON, fixture.couponTemplate(), 130, 5, 1);
    Answer refused = redeem(reward, "k1");
    assertThat(refused.userErrorCodes("redeemReward")).containsExactly("INSUFFICIENT_POINTS");
    assertThat(refused.number("redeemReward.userErrors.0.balance")).isEqualTo(100);

    await(ledger.earn(Earning.active(member, 30, "ORDER", "o2", "BASE", null)));

    redeem(reward, "k1").expectSuccess("redeemReward");
    assertThat(fixture.balance(member)).isZero();
  }

  @Test
  void a_gift_that_is_not_handed_over_can_be_cancelled_once() {
    UUID reward = reward(RewardKind.GIFT, Ids.next(), 30, 5, 1);
    Answer issued = redeem(reward, "k1").expectSuccess("redeemReward");
    assertThat(issued.text("redeemReward.redemption.state")).isEqualTo("ISSUED");
    String redemption = issued.text("redeemReward.redemption.id");

    Answer cancelled = cancel(redemption, "c1").expectSuccess("cancelRedemption");
    Answer replayed = cancel(redemption, "c1").expectSuccess("cancelRedemption");

    assertThat(cancelled.text("cancelRedemption.redemption.state")).isEqualTo("CANCELLED");
    assertThat(replayed.at("cancelRedemption")).isEqualTo(cancelled.at("cancelRedemption"));
    assertThat(fixture.balance(member)).isEqualTo(100);
    assertThat(stock(reward)).isEqualTo(5);
    String before = fixture.checksum(member);
    assertThat(cancel(redemption, "c2").userErrorCodes("cancelRedemption"))
        .containsExactly("NOT_CANCELLABLE");
    assertThat(fixture.checksum(member)).isEqualTo(before);
    redeem(reward, "k2").expectSuccess("redeemReward");
  }

  @Test
  void a_reward_that_was_given_at_once_cannot_be_cancelled() {
    UUID reward = reward(RewardKind.COUPON, fixture.couponTemplate(), 30, 5, 1);
    String redemption =
        redeem(reward, "k1").expectSuccess("redeemReward").text("redeemReward.redemption.id");
    String before = fixture.checksum(member);

    assertThat(cancel(redemption, "c1").userErrorCodes("cancelRedemption"))
        .containsExactly("NOT_CANCELLABLE");

    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void someone_elses_redemption_is_not_found() {
    UUID reward = reward(RewardKind.GIFT, Ids.next(), 30, 5, 1);
    String redemption =
        redeem(reward, "k1").expectSuccess("redeemReward").text("redeemReward.redemption.id");
    UUID other = fixture.member();
    String before = fixture.checksum(member);

    Answer answer =
        client
            .as(fixture.accessToken(other))
            .run("cancelRedemption", Map.of("redemptionId", redemption, "idempotencyKey", "c1"));

    assertThat(answer.errorCodes()).containsExactly("NOT_FOUND");
    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void an_unknown_reward_is_not_found_and_a_wrong_id_is_bad_input() {
    assertThat(redeem(Ids.next(), "k1").errorCodes()).containsExactly("NOT_FOUND");
    assertThat(
            client
                .run("redeemReward", Map.of("rewardId", "coupon_x", "idempotencyKey", "k1"))
                .errorCodes())
        .containsExactly("BAD_INPUT");
    assertThat(
            GraphQLClient.ofThisTest()
                .run(
                    "redeemReward",
                    Map.of("rewardId", RewardView.ID.encode(Ids.next()), "idempotencyKey", "k"))
                .errorCodes())
        .containsExactly("UNAUTHENTICATED");
  }

  @Test
  void anybody_reads_the_shelf_page_by_page_with_one_statement_each() {
    List<String> mine = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      mine.add(RewardView.ID.encode(reward(RewardKind.GIFT, Ids.next(), 40 + i % 2, 5, 1)));
    }
    List<String> seen = new ArrayList<>();
    List<Integer> prices = new ArrayList<>();
    String after = null;
    do {
      statements.start();
      Answer page = GraphQLClient.ofThisTest().runWith("rewards", page(2, after));
      assertThat(statements.stop("FROM reward")).hasSize(1);
      for (Object node : page.array("rewards.nodes")) {
        seen.add(((JsonObject) node).getString("id"));
        prices.add(((JsonObject) node).getInteger("pointsPrice"));
      }
      after =
          (Boolean) page.at("rewards.pageInfo.hasNextPage")
              ? page.text("rewards.pageInfo.endCursor")
              : null;
    } while (after != null);

    assertThat(seen).containsAll(mine).doesNotHaveDuplicates();
    assertThat(prices).isSorted();
  }

  @Test
  void the_history_is_read_page_by_page_with_one_statement_each() {
    for (int i = 0; i < 24; i++) {
      await(ledger.earn(Earning.active(member, 1, "ORDER", "more-" + i, "BASE", null)));
    }
    statements.start();
    Answer first = client.runWith("viewerPointsHistory", Map.of());
    assertThat(statements.stop("FROM points_entry entry")).hasSize(1);
    Answer second =
        client.runWith(
            "viewerPointsHistory", page(20, first.text("viewer.pointsHistory.pageInfo.endCursor")));

    assertThat(first.array("viewer.pointsHistory.nodes")).hasSize(20);
    assertThat(second.array("viewer.pointsHistory.nodes")).hasSize(5);
    assertThat(second.at("viewer.pointsHistory.pageInfo.hasNextPage")).isEqualTo(false);
    assertThat(second.number("viewer.pointsHistory.nodes.4.points")).isEqualTo(100);
    assertThat(
            client
                .runWith(
                    "viewerRedemptions",
                    page(20, first.text("viewer.pointsHistory.pageInfo.endCursor")))
                .errorCodes())
        .containsExactly("BAD_INPUT");
    assertThat(client.runWith("viewerPointsHistory", page(51, null)).errorCodes())
        .containsExactly("BAD_INPUT");
  }

  @Test
  void operators_reconcile_and_members_may_not() {
    GraphQLClient operator = GraphQLClient.ofThisTest().as(fixture.operatorToken());
    fixture.change("UPDATE points_account SET balance = balance + 1 WHERE member_id = $1", member);
    fixture.change("UPDATE member SET growth = growth + 1 WHERE id = $1", member);
    Answer broken = operator.runWith("pointsReconciliation", Map.of());
    fixture.change("UPDATE points_account SET balance = balance - 1 WHERE member_id = $1", member);
    fixture.change("UPDATE member SET growth = growth - 1 WHERE id = $1", member);

    assertThat(broken.at("pointsReconciliation.clean")).isEqualTo(false);
    assertThat(broken.array("pointsReconciliation.violations").encode())
        .contains(
            "BALANCE_IS_ACTIVE_LOTS", "POSTED_ENTRIES_ARE_BALANCE_LESS_DEBT", "GROWTH_IS_ITS_LOG");
    assertThat(client.runWith("pointsReconciliation", Map.of()).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(GraphQLClient.ofThisTest().runWith("pointsReconciliation", Map.of()).errorCodes())
        .containsExactly("UNAUTHENTICATED");
  }

  private void assertRefused(UUID reward, String code) {
    String before = fixture.checksum(member);
    Answer answer = redeem(reward, "refused");
    assertThat(answer.userErrorCodes("redeemReward")).containsExactly(code);
    assertThat(answer.at("redeemReward.redemption")).isNull();
    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  private UUID reward(RewardKind kind, UUID target, int price, int stock, int limit) {
    return await(
        shelf.add(new NewReward(kind, target, "一堂挑水果的课", null, null, price, stock, limit)));
  }

  private long stock(UUID reward) {
    return fixture.number("SELECT stock::bigint FROM reward WHERE id = $1", reward);
  }

  private Answer redeem(UUID reward, String key) {
    return client.run(
        "redeemReward", Map.of("rewardId", RewardView.ID.encode(reward), "idempotencyKey", key));
  }

  private Answer cancel(String redemption, String key) {
    return client.run(
        "cancelRedemption", Map.of("redemptionId", redemption, "idempotencyKey", key));
  }

  private static Map<String, Object> page(int first, String after) {
    Map<String, Object> variables = new HashMap<>(Map.of("first", first));
    variables.put("after", after);
    return variables;
  }
}
