package io.siyu.points;

import java.util.UUID;

/**
 * A reward to be put on the shelf, or what becomes of one there.
 *
 * @param targetId what it means is the kind's business, e.g. a coupon template; null for a gift
 * @param name 1 to 60 characters
 * @param description at most 500 characters, or null
 * @param imageUrl https, or null
 * @param pointsPrice 1 to 10,000,000
 * @param stock how many there are, 0 or more; for one on the shelf how many are added, signed
 * @param perMemberLimit how many one member may redeem, 1 or more
 * @param minimumLevel level of the tier from which a member may redeem it; 1 = everybody
 */
public record NewReward(
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

  /** For everybody, and on the shelf. */
  public NewReward(
      RewardKind kind,
      UUID targetId,
      String name,
      String description,
      String imageUrl,
      int pointsPrice,
      int stock,
      int perMemberLimit) {
    this(kind, targetId, name, description, imageUrl, pointsPrice, stock, perMemberLimit, 1, true);
  }
}
