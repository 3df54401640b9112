package io.siyu.order;

import io.siyu.catalog.BundleTerms;
import io.siyu.coupon.CouponTerms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which bundles a basket forms: those that leave every chosen coupon usable, as an order
 * takes all of them or none; of these, those by which the whole order costs least, coupons, freight
 * and points included; then those by which it takes fewer points, then those that save more, then
 * the fewest. A bundle can cost more than it saves, when it takes the goods below a coupon's
 * threshold or that of free freight.
 *
 * <p>Tried are all selections of the first five bundles that can be formed, and of further ones the
 * first six, the first seven and so on up to ten, the oldest ones. A newer bundle only adds
 * selections to these, so that it never makes an order dearer that was possible without it, and the
 * work is bounded: {@code 32 + 5} prices at the most.
 */
@ApplicationScoped
class BundleChoice {

  private static final int COMBINED = 5;
  private static final int MOST = 10;

  private static final Comparator<Basket> BEST_FIRST =
      Comparator.comparing((Basket basket) -> !basket.choicesUsable())
          .thenComparing(Basket::total)
          .thenComparing(Basket::pointsUsed)
          .thenComparing(basket -> basket.amount(PricingPhase.BUNDLE), Comparator.reverseOrder());

  private final Pricing pricing;

  BundleChoice(Pricing pricing) {
    this.pricing = pricing;
  }

  /**
   * @return the basket, not priced yet, that offers the best selection
   */
  Uni<Basket> settle(Basket basket) {
    List<Basket> offerings = offerings(basket);
    if (offerings.size() == 1) {
      return Uni.createFrom().item(offerings.get(0));
    }
    // Coupons that were not chosen are judged once it is settled what they are judged by.
    List<CouponTerms> chosen =
        basket.coupons().stream()
            .filter(it -> basket.chosenCoupons().contains(it.couponId()))
            .toList();
    // One after the other, but not one inside the other, which would exhaust the stack.
    return Multi.createFrom()
        .iterable(offerings)
        .onItem()
        .transformToUniAndConcatenate(offering -> pricing.price(offering.choosingOnly(chosen)))
        .collect()
        .asList()
        .map(
            all -> {
              // The first of equal ones: selections grow.
              Basket best = all.stream().min(BEST_FIRST).orElseThrow();
              return basket.withBundles(basket.bundles().offering(best.bundles().offered()));
            });
  }

  /**
   * @return the basket, not priced yet, with each selection that is tried; fewer bundles before
   *     more, the first one without any
   */
  List<Basket> offerings(Basket basket) {
    LooseUnits units = LooseUnits.of(basket.lines());
    List<BundleTerms> formable =
        basket.fixedPrices()
            ? List.of()
            : basket.bundles().running().stream()
                .filter(it -> units.missing(it) == 0)
                .limit(MOST)
                .toList();
    return selections(formable).stream()
        .map(selection -> basket.withBundles(basket.bundles().offering(selection)))
        .toList();
  }

  /** Fewer bundles before more; the order of the bundles themselves stays. */
  static List<List<BundleTerms>> selections(List<BundleTerms> formable) {
    int combined = Math.min(COMBINED, formable.size());
    List<List<BundleTerms>> selections = new ArrayList<>();
    for (int chosen = 0; chosen < 1 << combined; chosen++) {
      List<BundleTerms> selection = new ArrayList<>();
      for (int i = 0; i < combined; i++) {
        if ((chosen >> i & 1) == 1) {
          selection.add(formable.get(i));
        }
      }
      selections.add(selection);
    }
    selections.sort(Comparator.comparingInt(List::size));
    for (int first = combined + 1; first <= formable.size(); first++) {
      selections.add(formable.subList(0, first));
    }
    return selections;
  }
}
