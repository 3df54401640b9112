package io.siyu.points.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.Background;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entitlements of the points mall: held at once, given back until the first use. */
@QuarkusTest
class EntitlementRewardTest extends EntitlementScenario {

  @Inject Background background;

  @Test
  void a_redeemed_entitlement_is_held_and_the_first_use_ends_the_redemption() {
    String redemption = redeemed(reward(template(2, 30)));
    assertThat(seen().text("viewer.entitlements.nodes.0.source")).isEqualTo("POINTS");
    assertThat(redemptionState()).isEqualTo("ISSUED");

    String use = used(seen().text("viewer.entitlements.nodes.0.id"));

    assertThat(redemptionState()).isEqualTo("REDEEMED");
    String before = standing();
    assertThat(cancel(redemption).userErrorCodes("cancelRedemption"))
        .containsExactly("NOT_CANCELLABLE");
    assertThat(standing()).isEqualTo(before);
    undo(use, "u").expectSuccess("undoEntitlementUse");
    assertThat(cancel(redemption).userErrorCodes("cancelRedemption"))
        .as("once used, it stays redeemed")
        .containsExactly("NOT_CANCELLABLE");
  }

  @Test
  void a_cancelled_redemption_takes_the_unused_entitlement_back() {
    String reward = reward(template(1, 30));
    String redemption = redeemed(reward);
    String entitlement = seen().text("viewer.entitlements.nodes.0.id");

    Answer cancelled = cancel(redemption).expectSuccess("cancelRedemption");

    assertThat(cancelled.number("cancelRedemption.points.balance")).isEqualTo(100);
    assertThat(state()).isEqualTo("REVOKED");
    assertThat(use(entitlement, "late").userErrorCodes("useEntitlement"))
        .containsExactly("REVOKED");
    redeemed(reward);
    assertThat(state()).isEqualTo("ACTIVE");
  }

  @Test
  void one_that_lapsed_unused_cannot_be_cancelled_and_its_redemption_ends() {
    String redemption = redeemed(reward(template(1, 1)));
    clock.advance(Duration.ofDays(3));
    String before = standing();

    assertThat(cancel(redemption).userErrorCodes("cancelRedemption"))
        .containsExactly("NOT_CANCELLABLE");
    assertThat(standing()).isEqualTo(before);
    background.run("entitlement-events");

    assertThat(redemptionState()).isEqualTo("REDEEMED");
    assertThat(
            rows.text(
                "SELECT cause FROM redemption_change WHERE redemption_id = $1 ORDER BY id DESC LIMIT 1",
                Rows.uuid(redemption)))
        .isEqualTo("FULFILLED");
  }

  @Test
  void a_redemption_is_refused_once_the_terms_are_withdrawn_and_nothing_changes() {
    String template = template(1, null);
    String reward = reward(template);
    saveTemplate(1, null, Map.of("templateId", template, "offered", false))
        .expectSuccess("saveEntitlementTemplate");
    String before = standing();

    assertThat(redeem(reward).userErrorCodes("redeemReward")).containsExactly("REWARD_UNAVAILABLE");

    assertThat(standing()).isEqualTo(before);
    Map<String, Object> another = input(Map.of("kind", "ENTITLEMENT", "name", "一节私教课"));
    another.put("entitlementTemplateId", template);
    another.putAll(Map.of("pointsPrice", 30, "stockChange", 5, "perMemberLimit", 1));
    Answer refused = staff.run("saveReward", another);
    assertThat(refused.userErrorCodes("saveReward")).containsExactly("TARGET_UNAVAILABLE");
    assertThat(refused.array("saveReward.userErrors.0.field"))
        .containsExactly("input", "entitlementTemplateId");
  }

  @Test
  void an_entitlement_is_not_handed_over_as_a_gift() {
    String redemption = redeemed(reward(template(1, null)));
    String before = standing();

    assertThat(
            staff
                .run("fulfilRedemption", Map.of("redemptionId", redemption, "idempotencyKey", "f"))
                .userErrorCodes("fulfilRedemption"))
        .containsExactly("NOT_FULFILLABLE");

    assertThat(standing()).isEqualTo(before);
    assertThat(
            staff
                .runWith("redemptionsToHandOver", Map.of("first", 50))
                .array("redemptionsToHandOver.nodes")
                .encode())
        .doesNotContain(redemption);
  }

  private String redemptionState() {
    return client.runWith("viewerRedemptions", Map.of()).text("viewer.redemptions.nodes.0.state");
  }
}
