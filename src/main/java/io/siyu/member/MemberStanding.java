package io.siyu.member;

import java.time.Instant;

/**
 * What decides for whom an offer is meant.
 *
 * @param joinedAt when this account was made
 * @param returned whether the person had another account before
 * @param level of the member's tier, 1 = the lowest
 */
public record MemberStanding(Instant joinedAt, boolean returned, int level) {}
