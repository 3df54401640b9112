package io.siyu.order;

import io.siyu.catalog.BundleTerms;
import io.siyu.kernel.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Forms the bundles that the basket offers, at member prices: again and again the set that saves
 * most, of equal ones that of the older bundle, until none saves anything. Sets that would follow
 * one another alike are formed at once, so that the work depends on the lines and not on their
 * quantities. A unit is in one set only. {@link BundleChoice} says which bundles are offered.
 */
@ApplicationScoped
class BundleStep implements PricingStep {

  @Override
  public PricingPhase phase() {
    return PricingPhase.BUNDLE;
  }

  @Override
  public Uni<Basket> apply(Basket basket) {
    if (basket.fixedPrices() || basket.bundles().offered().isEmpty()) {
      return Uni.createFrom().item(basket);
    }
    List<BundleUse> uses = form(basket);
    List<Money> discounts = new ArrayList<>();
    for (int i = 0; i < basket.lines().size(); i++) {
      int line = i;
      discounts.add(
          uses.stream().map(use -> use.discounts().get(line)).reduce(Money.ZERO, Money::plus));
    }
    return Uni.createFrom()
        .item(
            basket.less(PricingPhase.BUNDLE, discounts).withBundles(basket.bundles().having(uses)));
  }

  private static List<BundleUse> form(Basket basket) {
    LooseUnits units = LooseUnits.of(basket.lines());
    Map<UUID, BundleUse> uses = new LinkedHashMap<>();
    BundleUse next = best(basket.bundles().offered(), uses, units);
    while (next != null) {
      BundleUse sets = next.times(repetitions(next, uses.get(next.bundle().id()), units));
      units.take(sets);
      uses.merge(sets.bundle().id(), sets, BundleUse::plus);
      next = best(basket.bundles().offered(), uses, units);
    }
    return List.copyOf(uses.values());
  }

  /**
   * How often the best set is the best one again: as long as its lines have units for it, it is
   * formed of the same, and no other bundle saves more of fewer units than it did of more.
   */
  private static int repetitions(BundleUse best, BundleUse sofar, LooseUnits units) {
    int allowed = best.bundle().perOrderLimit() - (sofar == null ? 0 : sofar.sets());
    return Math.min(allowed, units.timesOf(best));
  }

  private static BundleUse best(
      List<BundleTerms> offered, Map<UUID, BundleUse> uses, LooseUnits units) {
    BundleTerms best = null;
    long most = 0;
    for (BundleTerms bundle : offered) {
      BundleUse sofar = uses.get(bundle.id());
      if (sofar != null && sofar.sets() >= bundle.perOrderLimit()) {
        continue;
      }
      long saving = units.bestSaving(bundle);
      if (saving > most) {
        best = bundle;
        most = saving;
      }
    }
    return best == null ? null : units.best(best);
  }
}
