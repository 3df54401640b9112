package io.siyu.order;

import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Members pay the SKU's member price, less what their tier takes off; rounded per unit. */
@ApplicationScoped
class MemberPriceStep implements PricingStep {

  @Override
  public PricingPhase phase() {
    return PricingPhase.MEMBER_PRICE;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    if (basket.fixedPrices()) {
      return Uni.createFrom().item(basket);
    }
    List<Money> discounts =
        basket.lines().stream().map(line -> discount(line, basket.tierDiscountPercent())).toList();
    return Uni.createFrom().item(basket.less(PricingPhase.MEMBER_PRICE, discounts));
  }

  private static Money discount(BasketLine line, int tierDiscountPercent) {
    Money memberPrice = line.sku().memberPrice();
    Money base =
        memberPrice != null && memberPrice.compareTo(line.unitPrice()) < 0
            ? memberPrice
            : line.unitPrice();
    Money price = base.minus(CouponRules.percent(base, tierDiscountPercent));
    return line.unitPrice().minus(price).times(line.quantity());
  }
}
