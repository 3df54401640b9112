package io.siyu.member;

import java.util.UUID;

/**
 * A benefit that a member has to be given.
 *
 * @param template the offer of which copies are given
 * @param period a year, a month such as 2026-02, or ONCE
 */
record DueBenefit(
    UUID member, UUID benefit, TierBenefitType type, UUID template, int copies, String period) {

  /** The period of what is given once ever. */
  static final String ONCE = "ONCE";
}
