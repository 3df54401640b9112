package io.siyu.member;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What keeps a member's tier.
 *
 * @param missing growth still to be earned, 1 or more
 * @param lastDay on which it has to be
 */
public record TierKeepNotice(UUID member, String tierName, long missing, LocalDate lastDay) {}
