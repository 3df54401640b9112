package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** Why something about an order was refused. */
@Description("Why something about an order was refused.")
public enum OrderErrorCode {
  @Description("A field breaks its rule; the message says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("An item is not for sale (商品已下架).")
  NOT_FOR_SALE,
  @Description("Fewer units are left than were asked for (库存不足).")
  OUT_OF_STOCK,
  @Description("The amount leaves what an order may cost.")
  AMOUNT_TOO_LARGE,
  @Description("A chosen coupon cannot be used; `couponProblem` says why (优惠券不可用).")
  COUPON_NOT_USABLE,
  @Description("More points were chosen than may pay for these goods (超出积分抵扣上限).")
  POINTS_OVER_LIMIT,
  @Description("The member has fewer points (积分不足).")
  INSUFFICIENT_POINTS,
  @Description("The time to pay is over, or the order was cancelled.")
  NOT_PAYABLE,
  @Description("The order's chain-buy (接龙) is closed and takes no payment any more (已截止).")
  CHAIN_CLOSED,
  @Description("The team that the order is for has formed without it (团已满).")
  TEAM_FULL,
  @Description("The time of the team that the order is for is over (拼团已结束).")
  TEAM_ENDED,
  @Description("The member has a seat in the team that the order is for; each has one.")
  ALREADY_IN_TEAM,
  @Description("The order is paid already.")
  ALREADY_PAID,
  @Description("The order cannot be refunded in its state.")
  NOT_REFUNDABLE,
  @Description("More would be given back than was paid.")
  REFUND_EXCEEDS_PAID,
  @Description("A request for one of these lines waits already (已在售后中).")
  REFUND_ALREADY_REQUESTED,
  @Description("The request was decided or withdrawn; `requestState` says which.")
  REQUEST_ENDED,
  @Description("The order's state does not allow this; `status` says where it stands.")
  WRONG_STATUS,
  @Description("The goods may not leave yet, e.g. of a chain-buy that has not succeeded.")
  NOT_READY_TO_SHIP
}
