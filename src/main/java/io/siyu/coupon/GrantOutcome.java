package io.siyu.coupon;

/** What became of one member of a grant. */
enum GrantOutcome {
  GRANTED,
  /** The member has had as many as one member may have. */
  LIMIT_REACHED,
  /** The offer is not meant for this member. */
  NOT_ELIGIBLE,
  /** No copy was left. */
  SOLD_OUT
}
