package io.siyu.campaign;

import io.quarkus.arc.properties.IfBuildProperty;
import io.siyu.kernel.Money;
import io.siyu.order.Basket;
import io.siyu.order.PricingPhase;
import io.siyu.order.PricingStep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A campaign as a later package may bring one: a tenth off every line, rounded down. No alternative
 * in the sense of CDI, as that would take the place of all other steps.
 */
@IfBuildProperty(name = TenPercentOff.SWITCH, stringValue = "true")
@ApplicationScoped
public class TenPercentOff implements PricingStep {

  public static final String SWITCH = "test.ten-percent-off";

  @Override
  public PricingPhase phase() {
    return PricingPhase.CAMPAIGN;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    return Uni.createFrom()
        .item(
            basket.fixedPrices()
                ? basket
                : basket.less(
                    phase(),
                    basket.lines().stream()
                        .map(line -> Money.ofFen(line.remaining().fen() / 10))
                        .toList()));
  }
}
