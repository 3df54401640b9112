package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** What a reward consists of. */
@Description("What a reward of the points mall (积分商城) consists of.")
public enum RewardKind {
  @Description("A coupon (优惠券), issued at once.")
  COUPON,
  @Description("A gift (实物礼品), shipped or picked up.")
  GIFT,
  @Description("An entitlement (权益) such as one private lesson.")
  ENTITLEMENT
}
