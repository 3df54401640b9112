package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/**
 * A reward that a member has taken for points; name, kind and price as they were then.
 *
 * @param delivery null unless it is shipped
 */
record Redemption(
    UUID id,
    UUID member,
    UUID rewardId,
    RewardKind rewardKind,
    String rewardName,
    int points,
    RedemptionState state,
    Instant createdAt,
    GiftDelivery delivery) {

  static final String LIST = "redemptions";

  static final String COLUMNS =
      """
      id, member_id, reward_id, reward_kind, reward_name, points, state, created_at,
      recipient_name, phone, address, carrier, tracking_number""";

  static final String TABLES =
      "redemption LEFT JOIN redemption_delivery ON redemption_delivery.redemption_id = id";

  static Redemption of(SqlRow row) {
    return new Redemption(
        row.uuid("id"),
        row.uuid("member_id"),
        row.uuid("reward_id"),
        row.enumeration(RewardKind.class, "reward_kind"),
        row.text("reward_name"),
        row.integer("points"),
        row.enumeration(RedemptionState.class, "state"),
        row.instant("created_at"),
        row.isNull("address")
            ? null
            : new GiftDelivery(
                row.text("recipient_name"),
                row.text("phone"),
                row.text("address"),
                row.text("carrier"),
                row.text("tracking_number")));
  }

  Cursor cursor() {
    return Cursor.of(LIST, id);
  }
}
