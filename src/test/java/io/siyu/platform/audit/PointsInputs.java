package io.siyu.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators say of the points mall and its rules. */
final class PointsInputs {

  private PointsInputs() {}

  static Map<String, Object> gift() {
    return Map.of(
        "kind",
        "GIFT",
        "name",
        "帆布袋",
        "pointsPrice",
        1,
        "stockChange",
        5,
        "perMemberLimit",
        5,
        "idempotencyKey",
        UUID.randomUUID().toString());
  }

  static Map<String, Object> chatRule() {
    return Map.of(
        "code", "CHAT_MESSAGE", "points", 10, "capPerDay", 50, "expiryRounding", "MONTH_END");
  }

  static Map<String, Object> chatMessages(String memberId) {
    Map<String, Object> message =
        Map.of(
            "messageId",
            UUID.randomUUID().toString(),
            "memberId",
            memberId,
            "sentAt",
            Instant.now().minusSeconds(60).toString());
    return Map.of("messages", List.of(message), "idempotencyKey", UUID.randomUUID().toString());
  }
}
