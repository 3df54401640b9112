package io.siyu.member;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A member whose period has ended, as they stand.
 *
 * @param growth all that counts by now
 * @param level of the present tier
 * @param since the day that the periods are counted from
 * @param endsOn the first day that no longer belongs to the period
 * @param periodGrowth what the period brought, less what was taken back in it; 0 or more
 */
record TierStanding(
    UUID member, long growth, int level, LocalDate since, LocalDate endsOn, long periodGrowth) {}
