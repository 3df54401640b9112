package io.siyu.points;

import java.util.UUID;

/**
 * What a member has to be given for the points spent.
 *
 * @param redemptionId unique per grant: the key of whatever is issued
 * @param targetId what the reward's kind means by it, e.g. the coupon template
 */
public record RewardGrant(UUID member, UUID redemptionId, UUID targetId) {}
