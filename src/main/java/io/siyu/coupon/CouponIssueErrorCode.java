package io.siyu.coupon;

/** Why a coupon was not issued; callers have constants of the same names. */
public enum CouponIssueErrorCode {
  /** The offer does not exist, or is not issued in this way. */
  NOT_FOUND,
  /** The offer opens later. */
  NOT_OPEN,
  /** The offer is over, or what it gives would be expired already. */
  ENDED,
  /** Every copy has been issued. */
  SOLD_OUT,
  /** The member has had as many as one member may have. */
  LIMIT_REACHED,
  /** The offer is meant for others. */
  NOT_ELIGIBLE
}
