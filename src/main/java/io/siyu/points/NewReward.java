package io.siyu.points;

import java.util.UUID;

/**
 * A reward to be put on the shelf.
 *
 * @param targetId what it means is the kind's business, e.g. a coupon template
 * @param name 1 to 60 characters
 * @param description at most 500 characters, or null
 * @param imageUrl https, or null
 * @param pointsPrice 1 to 10,000,000
 * @param stock how many there are, 0 or more
 * @param perMemberLimit how many one member may redeem, 1 or more
 */
public record NewReward(
    RewardKind kind,
    UUID targetId,
    String name,
    String description,
    String imageUrl,
    int pointsPrice,
    int stock,
    int perMemberLimit) {}
