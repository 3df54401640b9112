package io.siyu.order;

import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Freight of a delivery: a flat amount, nothing from a certain amount of goods on. */
@ApplicationScoped
class FreightStep implements PricingStep {

  private final Money flat;
  private final Money freeFrom;

  FreightStep(OrderConfig config) {
    this.flat = Money.ofFen(config.freightFen());
    this.freeFrom = Money.ofFen(config.freeFreightFromFen());
  }

  @Override
  public PricingPhase phase() {
    return PricingPhase.FREIGHT;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    boolean free =
        basket.fixedPrices()
            || basket.delivery() == DeliveryKind.PICK_UP
            || basket.remaining().compareTo(freeFrom) >= 0;
    return Uni.createFrom().item(free ? basket : basket.withFreight(flat));
  }
}
