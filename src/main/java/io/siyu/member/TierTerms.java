package io.siyu.member;

import java.util.UUID;

/**
 * What a tier (会员等级) gives.
 *
 * @param level 1 is the lowest
 * @param pointsMultiplierPercent points earned per hundred that everybody earns: 120 gives a fifth
 *     more
 * @param memberPriceDiscountPercent percent taken off the member price: 5 leaves 95 of 100 yuan; 0
 *     for none
 */
public record TierTerms(
    UUID tierId,
    String name,
    int level,
    int pointsMultiplierPercent,
    int memberPriceDiscountPercent) {}
