package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Points wanted by many at once, at two instances of the packaged application. */
@Tag("native")
class PointsReplicasIT {

  private static final int SPENDS = 64;
  private static final int BALANCE = 100;
  private static final int PRICE = 7;
  private static final int AFFORDABLE = BALANCE / PRICE;
  private static final int ATTEMPTS = 32;

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.ofTwo("points");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    GraphQLClient anonymous = cluster.instance(0).client();
    Answer login =
        anonymous.run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"));
    Answer answer =
        anonymous
            .as(login.expectSuccess("operatorLogin").text("operatorLogin.accessToken"))
            .runWith("pointsReconciliation", Map.of());
    assertThat(answer.at("pointsReconciliation.clean"))
        .as("the ledger: %s", answer.body())
        .isEqualTo(true);
  }

  @Test
  void sixty_four_spends_of_one_members_points_never_exceed_the_balance() {
    GraphQLClient member = cluster.instance(0).client().asMember("new:spender");
    giveTheNewPoints();
    // One of each: a reward's own counters must not be what keeps the spends apart.
    List<UUID> rewards = new ArrayList<>();
    for (int i = 0; i < SPENDS; i++) {
      rewards.add(reward(PRICE, 1, 1));
    }

    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            SPENDS,
            SPENDS,
            (instance, number) ->
                redeem(member.at(instance.uri()), rewards.get(number), "spend-" + number));

    Together.assertServedByBoth(outcomes);
    UUID account = memberOf("spender");
    assertThat(
            cluster.number(
                """
                SELECT coalesce(-sum(points), 0) FROM points_entry
                WHERE member_id = ? AND operation = 'SPEND'""",
                account))
        .as("points spent")
        .isEqualTo(AFFORDABLE * PRICE);
    assertThat(cluster.number("SELECT balance FROM points_account WHERE member_id = ?", account))
        .isEqualTo(BALANCE - AFFORDABLE * PRICE);
    assertThat(cluster.number("SELECT count(*) FROM coupon WHERE member_id = ?", account))
        .as("coupons bought")
        .isEqualTo(AFFORDABLE);
    assertOnly(outcomes, "redeemReward", AFFORDABLE, "INSUFFICIENT_POINTS");
  }

  @Test
  void of_thirty_two_check_ins_of_a_day_one_counts() {
    GraphQLClient member = cluster.instance(0).client().asMember("new:early-bird");

    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            ATTEMPTS,
            (instance, number) ->
                member
                    .at(instance.uri())
                    .run("checkIn", Map.of("idempotencyKey", "day-" + number)));

    Together.assertServedByBoth(outcomes);
    assertOnly(outcomes, "checkIn", 1, "ALREADY_CHECKED_IN");
    UUID account = memberOf("early-bird");
    assertThat(cluster.number("SELECT count(*) FROM check_in WHERE member_id = ?", account))
        .isEqualTo(1);
    assertThat(cluster.number("SELECT count(*) FROM points_entry WHERE member_id = ?", account))
        .isEqualTo(1);
  }

  @Test
  void of_thirty_two_members_who_want_the_last_reward_one_gets_it() {
    List<GraphQLClient> members = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      members.add(cluster.instance(0).client().asMember("new:collector-" + i));
    }
    giveTheNewPoints();
    UUID reward = reward(BALANCE, 1, 1);

    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            ATTEMPTS,
            (instance, number) -> redeem(members.get(number).at(instance.uri()), reward, "mine"));

    Together.assertServedByBoth(outcomes);
    assertOnly(outcomes, "redeemReward", 1, "REWARD_SOLD_OUT");
    assertThat(cluster.number("SELECT stock FROM reward WHERE id = ?", reward)).isZero();
    assertThat(cluster.number("SELECT count(*) FROM redemption WHERE reward_id = ?", reward))
        .isEqualTo(1);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM coupon WHERE template_id =
                  (SELECT target_id FROM reward WHERE id = ?)""",
                reward))
        .as("coupons handed over")
        .isEqualTo(1);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM points_account JOIN member ON member.id = member_id
                WHERE openid LIKE '%collector-%' AND balance = ?""",
                BALANCE))
        .as("members who kept their points")
        .isEqualTo(ATTEMPTS - 1);
  }

  private static void assertOnly(
      List<Outcome<Answer>> outcomes, String mutation, int accepted, String refusal) {
    assertThat(outcomes)
        .as("every attempt was answered, and none by a failure")
        .allSatisfy(
            outcome -> {
              assertThat(outcome.failure()).isNull();
              assertThat(outcome.result().errorCodes()).isEmpty();
            });
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.result().userErrorCodes(mutation).isEmpty())
        .as("accepted attempts")
        .hasSize(accepted);
    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.result().userErrorCodes(mutation).isEmpty())
        .allSatisfy(
            outcome ->
                assertThat(outcome.result().userErrorCodes(mutation)).containsExactly(refusal));
  }

  private static Answer redeem(GraphQLClient member, UUID reward, String key) {
    return member.run(
        "redeemReward", Map.of("rewardId", RewardView.ID.encode(reward), "idempotencyKey", key));
  }

  private static UUID memberOf(String code) {
    return (UUID)
        cluster.rows("SELECT id FROM member WHERE openid LIKE '%' || ?", code).get(0).get("id");
  }

  /** Everybody without an account gets two lots. */
  private static void giveTheNewPoints() {
    cluster.execute(
        """
        WITH account AS (
          INSERT INTO points_account (member_id, balance)
          SELECT id, ? FROM member
          WHERE NOT EXISTS (SELECT FROM points_account WHERE member_id = member.id)
          RETURNING member_id
        ), earning AS (
          SELECT gen_random_uuid() AS id, member_id, kind, points
          FROM account, (VALUES ('BASE', 60), ('MORE', ? - 60)) AS part (kind, points)
        ), entry AS (
          INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind,
                                    points, posted_at, created_at)
          SELECT id, member_id, 'EARN', 'ORDER', 'o1', kind, points, now(), now() FROM earning
        )
        INSERT INTO points_lot (id, member_id, entry_id, amount, remaining, state, available_at)
        SELECT gen_random_uuid(), member_id, id, points, points, 'ACTIVE', now() FROM earning""",
        BALANCE,
        BALANCE);
  }

  private static UUID reward(int price, int stock, int limit) {
    UUID template = Ids.next();
    UUID reward = Ids.next();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '5 元券', 'NO_THRESHOLD', 500, 1000, 1000, '{POINTS}',
                now() - interval '1 hour', 7)""",
        template);
    cluster.execute(
        """
        INSERT INTO reward
          (id, kind, target_id, name, points_price, stock, per_member_limit, created_at)
        VALUES (?, 'COUPON', ?, '5 元券', ?, ?, ?, now())""",
        reward,
        template,
        price,
        stock,
        limit);
    return reward;
  }
}
