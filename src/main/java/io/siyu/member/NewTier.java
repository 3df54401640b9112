package io.siyu.member;

import java.util.List;

/**
 * A tier to be saved, checked as far as it can be by itself.
 *
 * @param keepGrowth null = as much as the threshold
 * @param benefits at most one of a type
 */
record NewTier(
    String name,
    int growthThreshold,
    Integer keepGrowth,
    int pointsMultiplierPercent,
    int memberPriceDiscountPercent,
    List<NewBenefit> benefits) {}
