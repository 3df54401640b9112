package io.siyu.order;

import io.quarkus.arc.All;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Prices a basket, step by step. */
@ApplicationScoped
class Pricing {

  private final List<PricingStep> steps;

  Pricing(@All List<PricingStep> steps) {
    this.steps = steps.stream().sorted(Comparator.comparing(PricingStep::phase)).toList();
  }

  /**
   * @throws Refusal AMOUNT_TOO_LARGE when an amount leaves the range of the API
   */
  Uni<Basket> price(Basket basket) {
    return beforeCoupons(basket).chain(this::withCoupons);
  }

  /**
   * The price before any coupon, from which {@link #withCoupons} goes on.
   *
   * @throws Refusal AMOUNT_TOO_LARGE
   */
  Uni<Basket> beforeCoupons(Basket basket) {
    checkRange(basket);
    return apply(basket, step -> step.phase().compareTo(PricingPhase.GOODS_COUPON) < 0);
  }

  /**
   * @param basket what {@link #beforeCoupons} answered
   * @throws Refusal AMOUNT_TOO_LARGE
   */
  Uni<Basket> withCoupons(Basket basket) {
    return apply(basket, step -> step.phase().compareTo(PricingPhase.GOODS_COUPON) >= 0)
        .invoke(Pricing::checkRange);
  }

  private Uni<Basket> apply(Basket basket, Predicate<PricingStep> wanted) {
    Uni<Basket> priced = Uni.createFrom().item(basket);
    for (PricingStep step : steps) {
      if (wanted.test(step)) {
        priced = priced.chain(step::apply);
      }
    }
    return priced;
  }

  /** Steps only make goods cheaper, so that within the range nothing else can overflow. */
  private static void checkRange(Basket basket) {
    try {
      if (basket.goods().fen() <= Money.MAX_API_FEN && basket.total().fen() <= Money.MAX_API_FEN) {
        return;
      }
    } catch (ArithmeticException beyondLong) {
      throw tooLarge();
    }
    throw tooLarge();
  }

  private static Refusal tooLarge() {
    return Refusal.of(
        OrderErrorCode.AMOUNT_TOO_LARGE,
        "The order is too large: its amount must stay below 21,474,836.47 yuan.",
        "input",
        "items");
  }
}
