package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** Why a coupon cannot be used for a basket. */
@Description("Why a coupon cannot be used for a basket (不可用原因).")
public enum CouponProblem {
  @Description("The goods it is good for cost too little; `missing` says how much (未满门槛).")
  THRESHOLD_NOT_MET,
  @Description("None of the goods is one that it is good for (商品不适用).")
  WRONG_PRODUCT,
  @Description("Its validity has not begun (未到使用时间).")
  NOT_YET_VALID,
  @Description("Its validity has ended (已过期).")
  EXPIRED,
  @Description("It is used, taken back or held by another order (不可使用).")
  NOT_AVAILABLE,
  @Description("There is nothing left that it could take off (无可抵扣金额).")
  NOTHING_TO_DISCOUNT,
  @Description(
      "Another chosen coupon is of its stacking group; `conflictsWithId` says which (不可叠加).")
  DOES_NOT_STACK
}
