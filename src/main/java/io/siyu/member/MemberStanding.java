package io.siyu.member;

/**
 * What decides for whom goods and offers are meant.
 *
 * @param isNew whether what is for new members alone is for this one: joined lately, for the first
 *     time
 * @param level of the member's tier, 1 = the lowest
 */
public record MemberStanding(boolean isNew, int level) {}
