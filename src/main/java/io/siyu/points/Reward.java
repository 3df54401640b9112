package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/**
 * Something that points buy.
 *
 * @param targetId what it means is the kind's business, e.g. a coupon template; null for a gift
 * @param description null when the name says all
 * @param imageUrl https, or null
 * @param pointsPrice 1 to 10,000,000
 * @param stock how many are left
 * @param perMemberLimit how many one member may redeem
 * @param minimumLevel level of the tier from which a member may redeem it; 1 = everybody
 */
record Reward(
    UUID id,
    RewardKind kind,
    UUID targetId,
    String name,
    String description,
    String imageUrl,
    int pointsPrice,
    int stock,
    int perMemberLimit,
    int minimumLevel,
    boolean onShelf) {

  static final String COLUMNS =
      "id, kind, target_id, name, description, image_url, points_price, stock, per_member_limit, minimum_level, on_shelf";

  Cursor cursor() {
    return Cursor.of(RewardShelf.LIST, pointsPrice, id);
  }

  static Reward of(SqlRow row) {
    return new Reward(
        row.uuid("id"),
        row.enumeration(RewardKind.class, "kind"),
        row.uuid("target_id"),
        row.text("name"),
        row.text("description"),
        row.text("image_url"),
        row.integer("points_price"),
        row.integer("stock"),
        row.integer("per_member_limit"),
        row.integer("minimum_level"),
        row.bool("on_shelf"));
  }
}
