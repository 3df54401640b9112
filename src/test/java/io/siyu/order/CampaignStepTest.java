package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.campaign.TenPercentOff;
import io.siyu.coupon.CouponView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A step that a later package adds, from the quote to the last refund. */
@QuarkusTest
@TestProfile(CampaignStepTest.WithCampaign.class)
class CampaignStepTest extends OrderApiScenario {

  /** A brand with a campaign. */
  public static class WithCampaign implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(TenPercentOff.SWITCH, "true");
    }
  }

  @Test
  void what_a_campaign_takes_off_is_quoted_ordered_and_refunded_to_the_fen() {
    UUID id = fixture.memberWithPoints(1000);
    GraphQLClient member = as(id);
    Map<String, Object> basket = new HashMap<>();
    basket.put("items", List.of(item(fixture.sku(3333, 10), 3), item(fixture.sku(1999, 10), 1)));
    basket.put("couponIds", List.of(CouponView.ID.encode(fixture.coupon(id, 500))));
    basket.put("points", 333);
    basket.put("delivery", "PICK_UP");

    Answer quote = member.run("quoteOrder", basket).expectSuccess("quoteOrder");
    assertThat(quote.text("quoteOrder.quote.steps.2.phase")).isEqualTo("CAMPAIGN");
    assertThat(quote.number("quoteOrder.quote.steps.2.amount.amount")).isEqualTo(999 + 199);
    assertThat(quote.number("quoteOrder.quote.lines.0.campaignDiscount.amount")).isEqualTo(999);
    int total = 9999 + 1999 - 999 - 199 - 500 - 333;
    assertThat(quote.number("quoteOrder.quote.totalAmount.amount")).isEqualTo(total);
    assertThat(quote.number("quoteOrder.quote.bestTotalAmount.amount")).isEqualTo(total);

    basket.put(
        "delivery",
        Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(fixture.store())));
    basket.put("idempotencyKey", Ids.next().toString());
    Answer created = member.run("createOrder", basket).expectSuccess("createOrder");
    String order = created.text("createOrder.order.id");
    assertThat(created.number("createOrder.order.totalAmount.amount")).isEqualTo(total);
    assertThat(created.number("createOrder.order.lines.1.campaignDiscount.amount")).isEqualTo(199);
    int first = created.number("createOrder.order.lines.0.paidAmount.amount");
    assertThat(first + created.number("createOrder.order.lines.1.paidAmount.amount"))
        .isEqualTo(total);

    member.run("sandboxPay", order(order)).expectSuccess("sandboxPay");
    assertThat(refunded(order, created.text("createOrder.order.lines.0.id"))).isEqualTo(first);
    assertThat(refunded(order, created.text("createOrder.order.lines.1.id"))).isEqualTo(total);
    assertThat(fixture.balance(id)).isEqualTo(1000);
  }

  /** What is refunded of the order once this line is. */
  private int refunded(String order, String line) {
    Map<String, Object> refund = new HashMap<>(order(order));
    refund.put("lines", List.of(Map.of("lineId", line)));
    refund.put("reason", "压坏了");
    refund.put("idempotencyKey", Ids.next().toString());
    return operator(Roles.OPERATOR)
        .run("refundOrder", refund)
        .expectSuccess("refundOrder")
        .number("refundOrder.order.refundedAmount.amount");
  }
}
