package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff cancel what a member has redeemed. */
@QuarkusTest
class StaffCancellationTest {

  private static final String CANCEL = "cancelMemberRedemption";

  @Inject PointsLedger ledger;
  @Inject PointsFixture fixture;

  private UUID member;
  private GraphQLClient client;
  private GraphQLClient operator;
  private String reward;

  @BeforeEach
  void offerGift() {
    member = fixture.member();
    client = GraphQLClient.ofThisTest().as(fixture.accessToken(member));
    operator = GraphQLClient.ofThisTest().as(fixture.operatorToken());
    await(ledger.earn(Earning.active(member, 20, "ORDER", "o1", "BASE", null)));
    await(ledger.earn(Earning.active(member, 20, "ORDER", "o2", "BASE", null)));
    Map<String, Object> gift = keyed("name", "帆布袋");
    gift.putAll(Map.of("kind", "GIFT", "pointsPrice", 30, "stockChange", 1, "perMemberLimit", 1));
    reward = operator.run("saveReward", gift).text("saveReward.reward.id");
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    fixture.assertReconciled(member);
  }

  @Test
  void its_points_go_back_to_their_lots_and_the_gift_to_the_shelf() {
    long lots = lots();
    String redemption = redeemed();
    Map<String, Object> input = cancelling(redemption);

    Answer cancelled = operator.run(CANCEL, input).expectSuccess(CANCEL);
    Answer again = operator.run(CANCEL, input).expectSuccess(CANCEL);

    assertThat(cancelled.text(CANCEL + ".redemption.state")).isEqualTo("CANCELLED");
    assertThat(again.body()).isEqualTo(cancelled.body());
    assertThat(fixture.balance(member)).isEqualTo(40);
    assertThat(lots()).as("full lots").isEqualTo(lots).isEqualTo(2);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM audit_entry WHERE action = $1 AND subject = $2",
                CANCEL,
                redemption))
        .isEqualTo(1);
    redeemed();
  }

  @Test
  void what_is_handed_over_or_not_explained_is_refused_and_nothing_changes() {
    String redemption = redeemed();
    Map<String, Object> silent = cancelling(redemption);
    silent.put("reason", " ");
    String before = fixture.checksum(member);
    assertThat(operator.run(CANCEL, silent).userErrorCodes(CANCEL))
        .containsExactly("INVALID_INPUT");
    assertThat(client.run(CANCEL, cancelling(redemption)).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(operator.run(CANCEL, cancelling(RedemptionView.ID.encode(Ids.next()))).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(fixture.checksum(member)).isEqualTo(before);

    operator
        .run("fulfilRedemption", keyed("redemptionId", redemption))
        .expectSuccess("fulfilRedemption");
    before = fixture.checksum(member);
    assertThat(operator.run(CANCEL, cancelling(redemption)).userErrorCodes(CANCEL))
        .containsExactly("NOT_CANCELLABLE");
    assertThat(fixture.checksum(member)).isEqualTo(before);
    assertThat(fixture.number("SELECT stock::bigint FROM reward WHERE id = $1", Rows.uuid(reward)))
        .isZero();
  }

  private long lots() {
    return fixture.number(
        "SELECT count(*) FROM points_lot WHERE member_id = $1 AND remaining = amount", member);
  }

  private String redeemed() {
    return client
        .run("redeemReward", keyed("rewardId", reward))
        .expectSuccess("redeemReward")
        .text("redeemReward.redemption.id");
  }

  private static Map<String, Object> cancelling(String redemption) {
    Map<String, Object> input = keyed("redemptionId", redemption);
    input.put("reason", "缺货");
    return input;
  }

  private static Map<String, Object> keyed(String name, Object value) {
    return new HashMap<>(Map.of(name, value, "idempotencyKey", Ids.next().toString()));
  }
}
