package io.siyu.chain;

/** What became of a member's coupon of a chain that succeeded. */
enum ChainCouponOutcome {
  GRANTED,
  /** The member has had as many copies of the offer as one member may have. */
  LIMIT_REACHED,
  /** The offer is meant for others, or the member is not there any more. */
  NOT_ELIGIBLE,
  /** No copy was left. */
  SOLD_OUT,
  /** The offer was over or withdrawn, or not open yet. */
  UNAVAILABLE
}
