package io.siyu.coupon;

/** Why an order could not take a coupon; callers have constants of the same names. */
public enum CouponUseErrorCode {
  /** Used, held by another order, expired, not yet valid, or not the member's. */
  COUPON_NOT_USABLE
}
