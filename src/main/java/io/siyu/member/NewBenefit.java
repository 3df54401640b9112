package io.siyu.member;

import java.util.UUID;

/**
 * A benefit to be saved, checked.
 *
 * @param template the offer of which copies are given; null for a day
 * @param copies of a period; null for a day
 * @param weekday 1 = Monday; null unless it is a day of the week
 * @param monthDay null unless it is a day of the month
 */
record NewBenefit(
    TierBenefitType type, UUID template, Integer copies, Integer weekday, Integer monthDay) {}
