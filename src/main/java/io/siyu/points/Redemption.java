package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/** A reward that a member has taken for points; name, kind and price as they were then. */
record Redemption(
    UUID id,
    UUID member,
    UUID rewardId,
    RewardKind rewardKind,
    String rewardName,
    int points,
    RedemptionState state,
    Instant createdAt) {

  static final String LIST = "redemptions";

  static final String COLUMNS =
      "id, member_id, reward_id, reward_kind, reward_name, points, state, created_at";

  static Redemption of(SqlRow row) {
    return new Redemption(
        row.uuid("id"),
        row.uuid("member_id"),
        row.uuid("reward_id"),
        row.enumeration(RewardKind.class, "reward_kind"),
        row.text("reward_name"),
        row.integer("points"),
        row.enumeration(RedemptionState.class, "state"),
        row.instant("created_at"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, id);
  }
}
