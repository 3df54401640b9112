package io.siyu.order;

import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Points pay a part of the goods, never of the freight: 100 points are one yuan, one is a fen. */
@ApplicationScoped
class PointsStep implements PricingStep {

  private final int sharePercent;

  PointsStep(OrderConfig config) {
    this.sharePercent = config.pointsSharePercent();
  }

  @Override
  public PricingPhase phase() {
    return PricingPhase.POINTS;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    if (basket.fixedPrices()) {
      return Uni.createFrom().item(basket);
    }
    long limit = CouponRules.percent(basket.remaining(), sharePercent).fen();
    long used = Math.min(basket.pointsWanted(), limit);
    List<Money> shares =
        Allocation.of(
            Money.ofFen(used), basket.lines().stream().map(BasketLine::remaining).toList());
    return Uni.createFrom().item(basket.less(PricingPhase.POINTS, shares).withPoints(limit, used));
  }
}
