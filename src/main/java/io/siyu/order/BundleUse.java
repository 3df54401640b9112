package io.siyu.order;

import io.siyu.catalog.BundleTerms;
import io.siyu.kernel.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a bundle is formed of a basket, and what that takes off.
 *
 * @param sets at least 1
 * @param units of each line, in their order
 * @param discounts of each line, in their order
 */
public record BundleUse(BundleTerms bundle, int sets, List<Integer> units, List<Money> discounts) {

  public BundleUse {
    units = List.copyOf(units);
    discounts = List.copyOf(discounts);
  }

  Money discount() {
    return discounts.stream().reduce(Money.ZERO, Money::plus);
  }

  /** So many sets like this one. */
  BundleUse times(int count) {
    return new BundleUse(
        bundle,
        sets * count,
        units.stream().map(taken -> taken * count).toList(),
        discounts.stream().map(discount -> discount.times(count)).toList());
  }

  /** Of the same bundle and basket. */
  BundleUse plus(BundleUse other) {
    List<Integer> sumOfUnits = new ArrayList<>();
    List<Money> sumOfDiscounts = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      sumOfUnits.add(units.get(i) + other.units.get(i));
      sumOfDiscounts.add(discounts.get(i).plus(other.discounts.get(i)));
    }
    return new BundleUse(bundle, sets + other.sets, sumOfUnits, sumOfDiscounts);
  }
}
