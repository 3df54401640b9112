package io.siyu.platform.audit;

import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators do to tiers. */
final class TierCalls {

  private TierCalls() {}

  /** The first tier as it is, with a day of its own. */
  static OperatorCalls.Call save(GraphQLClient admin, String adminId) {
    String tier = admin.runWith("tiers", Map.of()).text("tiers.0.id");
    Map<String, Object> input =
        Map.of(
            "tierId",
            tier,
            "name",
            "普通会员",
            "growthThreshold",
            0,
            "pointsMultiplierPercent",
            100,
            "memberPriceDiscountPercent",
            0,
            "benefits",
            List.of(Map.of("type", "EXCLUSIVE_DAY", "monthDay", 8)),
            "idempotencyKey",
            UUID.randomUUID().toString());
    return new OperatorCalls.Call(admin, adminId, input, tier);
  }
}
