package io.siyu.points;

import static io.siyu.points.PointsFixture.await;
import static io.siyu.points.PointsFixture.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gifts: put on the shelf by staff, redeemed by members, handed over or cancelled. */
@QuarkusTest
class GiftRewardTest {

  private static final Map<String, Object> HOME =
      Map.of("recipientName", "桃桃", "phone", "13800000000", "address", "杭州市文三路 1 号");

  @Inject PointsLedger ledger;
  @Inject RewardShelf shelf;
  @Inject RedemptionService redemptions;
  @Inject RedemptionHandOver handOver;
  @Inject PointsFixture fixture;

  private UUID member;
  private GraphQLClient client;
  private GraphQLClient operator;

  @BeforeEach
  void logIn() {
    member = fixture.member();
    client = GraphQLClient.ofThisTest().as(fixture.accessToken(member));
    operator = GraphQLClient.ofThisTest().as(fixture.operatorToken());
    await(ledger.earn(Earning.active(member, 100, "ORDER", "o1", "BASE", null)));
  }

  @AfterEach
  void the_ledger_agrees_with_itself() {
    fixture.assertReconciled(member);
  }

  @Test
  void a_gift_is_offered_redeemed_shipped_and_shown() {
    String reward = saved(Map.of()).text("saveReward.reward.id");
    String redemption = redeemed(reward, HOME);
    Answer waiting = operator.runWith("redemptionsToHandOver", Map.of("first", 50));
    assertThat(waiting.array("redemptionsToHandOver.nodes").encode())
        .contains(redemption, "13800000000");
    assertInvalid(fulfil(redemption, "f0", Map.of()), "fulfilRedemption", "carrier");

    Map<String, Object> parcel = Map.of("carrier", "顺丰", "trackingNumber", "SF01");
    Answer done = fulfil(redemption, "f1", parcel).expectSuccess("fulfilRedemption");
    Answer again = fulfil(redemption, "f1", parcel).expectSuccess("fulfilRedemption");

    assertThat(done.text("fulfilRedemption.redemption.state")).isEqualTo("REDEEMED");
    assertThat(again.at("fulfilRedemption")).isEqualTo(done.at("fulfilRedemption"));
    assertThat(audited("fulfilRedemption", redemption)).isEqualTo(1);
    Answer seen = client.runWith("viewerRedemptions", Map.of());
    assertThat(seen.text("viewer.redemptions.nodes.0.delivery.trackingNumber")).isEqualTo("SF01");
    assertThat(
            client
                .run("cancelRedemption", Map.of("redemptionId", redemption, "idempotencyKey", "c"))
                .userErrorCodes("cancelRedemption"))
        .containsExactly("NOT_CANCELLABLE");
    assertThat(fulfil(redemption, "f2", parcel).userErrorCodes("fulfilRedemption"))
        .containsExactly("NOT_FULFILLABLE");
    assertThat(audited("fulfilRedemption", redemption)).isEqualTo(1);
  }

  @Test
  void what_is_picked_up_has_no_parcel() {
    String redemption = redeemed(saved(Map.of()).text("saveReward.reward.id"), null);
    Map<String, Object> parcel = Map.of("carrier", "顺丰", "trackingNumber", "SF01");

    assertInvalid(fulfil(redemption, "f1", parcel), "fulfilRedemption", "carrier");
    assertInvalid(
        fulfil(redemption, "f1", Map.of("carrier", "顺丰")), "fulfilRedemption", "trackingNumber");

    assertThat(
            fulfil(redemption, "f1", Map.of())
                .expectSuccess("fulfilRedemption")
                .at("fulfilRedemption.redemption.delivery"))
        .isNull();
  }

  @Test
  void a_reward_for_higher_tiers_is_refused_and_nothing_changes() {
    String reward = saved(Map.of("minimumTierLevel", 2)).text("saveReward.reward.id");
    String before = fixture.checksum(member);

    Answer refused = redeem(reward, "k1", null);

    assertThat(refused.userErrorCodes("redeemReward")).containsExactly("TIER_TOO_LOW");
    assertThat(fixture.checksum(member)).isEqualTo(before);
    fixture.change(
        "UPDATE member SET tier_id = (SELECT id FROM tier WHERE level = 2) WHERE id = $1", member);
    redeem(reward, "k1", null).expectSuccess("redeemReward");
  }

  @Test
  void a_bad_address_is_refused_by_its_field_and_nothing_changes() {
    String reward = saved(Map.of()).text("saveReward.reward.id");
    String before = fixture.checksum(member);

    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("phone", "call me"), Map.of("recipientName", " "), Map.of("address", ""))) {
      Map<String, Object> delivery = new HashMap<>(HOME);
      delivery.putAll(wrong);
      Answer answer = redeem(reward, "k1", delivery);
      assertThat(answer.userErrorCodes("redeemReward")).containsExactly("INVALID_INPUT");
      assertThat(answer.array("redeemReward.userErrors.0.field"))
          .containsExactly("input", "delivery", wrong.keySet().iterator().next());
    }

    assertThat(fixture.checksum(member)).isEqualTo(before);
  }

  @Test
  void a_saved_reward_keeps_its_kind_and_its_stock_is_added_to() {
    Answer made = saved(Map.of());
    String reward = made.text("saveReward.reward.id");
    redeemed(reward, null);

    Answer more = saved(Map.of("rewardId", reward, "stockChange", 2, "name", "新名字"));

    assertThat(more.number("saveReward.reward.stock")).isEqualTo(5 - 1 + 2);
    assertThat(more.text("saveReward.reward.name")).isEqualTo("新名字");
    Answer tooMany = save(Map.of("rewardId", reward, "stockChange", -7));
    assertThat(tooMany.userErrorCodes("saveReward")).containsExactly("STOCK_TOO_LOW");
    assertThat(tooMany.number("saveReward.userErrors.0.stock")).isEqualTo(6);
    assertInvalid(
        save(
            Map.of(
                "rewardId",
                reward,
                "kind",
                "ENTITLEMENT",
                "entitlementTemplateId",
                IdType.of("entitlement-template").encode(fixture.entitlementTemplate()))),
        "saveReward",
        "kind");
    saved(Map.of("rewardId", reward, "stockChange", -6, "onShelf", false));
    assertThat(redeem(reward, "late", null).userErrorCodes("redeemReward"))
        .containsExactly("REWARD_UNAVAILABLE");
    assertThat(audited("saveReward", reward)).isEqualTo(3);
  }

  @Test
  void a_reward_that_makes_no_sense_is_refused() {
    long before = fixture.number("SELECT count(*) FROM reward");

    assertInvalid(save(Map.of("name", " ")), "saveReward", "name");
    assertInvalid(save(Map.of("pointsPrice", 0)), "saveReward", "pointsPrice");
    assertInvalid(save(Map.of("stockChange", -1)), "saveReward", "stockChange");
    assertInvalid(save(Map.of("perMemberLimit", 0)), "saveReward", "perMemberLimit");
    assertInvalid(save(Map.of("minimumTierLevel", 0)), "saveReward", "minimumTierLevel");
    assertInvalid(save(Map.of("imageUrl", "http://x")), "saveReward", "imageUrl");
    assertInvalid(save(Map.of("kind", "COUPON")), "saveReward", "couponTemplateId");
    assertInvalid(save(Map.of("couponTemplateId", template())), "saveReward", "couponTemplateId");
    assertThat(
            save(Map.of("kind", "COUPON", "couponTemplateId", template()))
                .userErrorCodes("saveReward"))
        .containsExactly("TARGET_UNAVAILABLE");
    assertThat(save(Map.of("rewardId", RewardView.ID.encode(Ids.next()))).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(client.run("saveReward", reward(Map.of())).errorCodes())
        .containsExactly("FORBIDDEN");

    assertThat(fixture.number("SELECT count(*) FROM reward")).isEqualTo(before);
  }

  @Test
  void a_cancellation_and_a_hand_over_at_once_end_in_one_of_both() {
    String reward = saved(Map.of()).text("saveReward.reward.id");
    String redemption = redeemed(reward, null);
    UUID id = Rows.uuid(redemption);
    UUID staff = Ids.next();

    List<Object> outcomes =
        together(
            16,
            i ->
                () ->
                    i % 2 == 0
                        ? redemptions.cancel(member, id, "cancel-" + i)
                        : handOver.fulfil(staff, id, null, null, "fulfil-" + i));

    assertThat(outcomes).filteredOn(outcome -> outcome instanceof Redemption).hasSize(1);
    boolean cancelled =
        fixture.number("SELECT count(*) FROM redemption WHERE id = $1 AND state = 'CANCELLED'", id)
            == 1;
    assertThat(fixture.balance(member)).isEqualTo(cancelled ? 100 : 70);
    assertThat(fixture.number("SELECT stock::bigint FROM reward WHERE id = $1", Rows.uuid(reward)))
        .isEqualTo(cancelled ? 5 : 4);
    assertThat(
            fixture.number("SELECT count(*) FROM redemption_change WHERE redemption_id = $1", id))
        .isEqualTo(2);
  }

  private static String template() {
    return IdType.of("coupon-template").encode(Ids.next());
  }

  private Answer saved(Map<String, Object> more) {
    return save(more).expectSuccess("saveReward");
  }

  private Answer save(Map<String, Object> more) {
    return operator.run("saveReward", reward(more));
  }

  private static Map<String, Object> reward(Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>();
    input.put("kind", "GIFT");
    input.put("name", "帆布袋");
    input.put("pointsPrice", 30);
    input.put("stockChange", 5);
    input.put("perMemberLimit", 2);
    input.put("idempotencyKey", Ids.next().toString());
    input.putAll(more);
    return input;
  }

  private Answer redeem(String reward, String key, Map<String, Object> delivery) {
    Map<String, Object> input = new HashMap<>(Map.of("rewardId", reward, "idempotencyKey", key));
    if (delivery != null) {
      input.put("delivery", delivery);
    }
    return client.run("redeemReward", input);
  }

  private String redeemed(String reward, Map<String, Object> delivery) {
    return redeem(reward, "r-" + reward, delivery)
        .expectSuccess("redeemReward")
        .text("redeemReward.redemption.id");
  }

  private Answer fulfil(String redemption, String key, Map<String, Object> parcel) {
    Map<String, Object> input =
        new HashMap<>(Map.of("redemptionId", redemption, "idempotencyKey", key));
    input.putAll(parcel);
    return operator.run("fulfilRedemption", input);
  }

  private static void assertInvalid(Answer answer, String mutation, String field) {
    assertThat(answer.userErrorCodes(mutation)).containsExactly("INVALID_INPUT");
    assertThat(answer.array(mutation + ".userErrors.0.field")).containsExactly("input", field);
  }

  private long audited(String action, String subject) {
    return fixture.number(
        "SELECT count(*) FROM audit_entry WHERE action = $1 AND subject = $2", action, subject);
  }
}
