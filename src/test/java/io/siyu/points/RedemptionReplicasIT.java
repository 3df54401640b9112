package io.siyu.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The end of one redemption, decided by several at once at two packaged instances. */
@Tag("native")
class RedemptionReplicasIT {

  private static final int ATTEMPTS = 24;
  private static final int ROUNDS = 4;

  /** Who ends it, in turn; two at a time, so that each is heard by both instances. */
  private static final List<String> WAYS =
      List.of("cancelRedemption", "cancelMemberRedemption", "fulfilRedemption");

  @Test
  void of_a_member_and_staff_who_cancel_and_hand_over_at_once_one_wins() {
    try (Cluster cluster = Cluster.ofTwo("redemptions")) {
      GraphQLClient anonymous = cluster.instance(0).client();
      GraphQLClient staff =
          anonymous.as(
              anonymous
                  .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                  .text("operatorLogin.accessToken"));
      GraphQLClient member = anonymous.asMember("new:undecided");
      String memberId = member.send("{ viewer { id } }", Map.of()).text("viewer.id");
      Map<String, Object> points = keyed("memberId", memberId, "points");
      points.putAll(Map.of("points", 100, "reason", "客服补偿"));
      staff.run("adjustPoints", points).expectSuccess("adjustPoints");
      String reward = gift(staff);
      int handedOver = 0;

      for (int round = 0; round < ROUNDS; round++) {
        handedOver += endOnce(cluster, staff, member, reward, round) ? 1 : 0;

        assertThat(
                cluster.number(
                    "SELECT balance FROM points_account WHERE member_id = ?", Rows.uuid(memberId)))
            .isEqualTo(100 - 10L * handedOver);
        assertThat(cluster.number("SELECT stock FROM reward WHERE id = ?", Rows.uuid(reward)))
            .isEqualTo(ROUNDS - handedOver);
      }
      assertThat(staff.runWith("pointsReconciliation", Map.of()).at("pointsReconciliation.clean"))
          .isEqualTo(true);
    }
  }

  /**
   * @return whether it was handed over
   */
  private static boolean endOnce(
      Cluster cluster, GraphQLClient staff, GraphQLClient member, String reward, int round) {
    String redemption =
        member
            .run("redeemReward", keyed("rewardId", reward, "redeem-" + round))
            .expectSuccess("redeemReward")
            .text("redeemReward.redemption.id");

    List<Outcome<Answer>> outcomes =
        Together.run(
            cluster,
            ATTEMPTS,
            ATTEMPTS,
            (instance, number) -> {
              String way = way(number);
              Map<String, Object> input =
                  keyed("redemptionId", redemption, "end-" + round + "-" + number);
              if (way.equals("cancelMemberRedemption")) {
                input.put("reason", "缺货");
              }
              return (way.equals("cancelRedemption") ? member : staff)
                  .at(instance.uri())
                  .run(way, input);
            });

    Together.assertServedByBoth(outcomes);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.failure()).isNull();
              assertThat(outcome.result().errorCodes()).isEmpty();
            });
    List<Outcome<Answer>> accepted =
        outcomes.stream()
            .filter(outcome -> outcome.result().userErrorCodes(way(outcome.number())).isEmpty())
            .toList();
    assertThat(accepted).as("who ended it").hasSize(1);
    assertThat(outcomes)
        .flatExtracting(outcome -> outcome.result().userErrorCodes(way(outcome.number())))
        .hasSize(ATTEMPTS - 1)
        .containsOnly("NOT_CANCELLABLE", "NOT_FULFILLABLE");
    UUID id = Rows.uuid(redemption);
    assertThat(cluster.number("SELECT count(*) FROM redemption_change WHERE redemption_id = ?", id))
        .isEqualTo(2);
    return way(accepted.get(0).number()).equals("fulfilRedemption");
  }

  private static String way(int number) {
    return WAYS.get(number / 2 % WAYS.size());
  }

  private static String gift(GraphQLClient staff) {
    Map<String, Object> gift = keyed("name", "帆布袋", "gift");
    gift.putAll(
        Map.of("kind", "GIFT", "pointsPrice", 10, "stockChange", ROUNDS, "perMemberLimit", ROUNDS));
    return staff.run("saveReward", gift).expectSuccess("saveReward").text("saveReward.reward.id");
  }

  private static Map<String, Object> keyed(String name, Object value, String key) {
    return new HashMap<>(Map.of(name, value, "idempotencyKey", key));
  }
}
