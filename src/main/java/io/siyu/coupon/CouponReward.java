package io.siyu.coupon;

import io.siyu.points.RewardFulfilment;
import io.siyu.points.RewardGrant;
import io.siyu.points.RewardKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A coupon as a reward of the points mall: one per redemption. */
@ApplicationScoped
class CouponReward implements RewardFulfilment {

  private final CouponIssuing issuing;
  private final CouponTemplateRepository templates;

  CouponReward(CouponIssuing issuing, CouponTemplateRepository templates) {
    this.issuing = issuing;
    this.templates = templates;
  }

  @Override
  public String kind() {
    return RewardKind.COUPON.name();
  }

  @Override
  public Uni<Boolean> canGive(UUID template) {
    return templates
        .offer(template, null)
        .map(offer -> offer != null && offer.ways().contains(IssueWay.POINTS));
  }

  @Override
  public Uni<Void> fulfil(RewardGrant grant) {
    return issuing
        .grant(
            grant.member(), grant.targetId(), CouponSource.POINTS, grant.redemptionId().toString())
        .replaceWithVoid();
  }
}
