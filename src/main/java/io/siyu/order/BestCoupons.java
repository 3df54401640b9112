package io.siyu.order;

import io.siyu.coupon.CouponKind;
import io.siyu.coupon.CouponTerms;
import io.siyu.kernel.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Looks for the combination of coupons by which a basket costs least, one of each stacking group at
 * most. Combinations are priced like any basket, as one coupon may spoil the threshold of another
 * or the free freight; only the best few of each group are tried, at most {@value #MAX_TRIED} in
 * all.
 */
@ApplicationScoped
class BestCoupons {

  static final int MAX_TRIED = 64;

  private static final int MAX_GROUPS = OrderInputs.MAX_COUPONS;

  private final Pricing pricing;

  BestCoupons(Pricing pricing) {
    this.pricing = pricing;
  }

  /**
   * @param coupons none when nothing gets cheaper
   * @param total what is to be paid with them
   */
  record Best(List<UUID> coupons, Money total) {}

  /**
   * @param basket priced up to the coupons, with all those to be judged
   */
  Uni<Best> among(Basket basket) {
    return pricing
        .withCoupons(basket.choosing(Set.of()))
        .chain(
            without ->
                // Not one inside the other, which would exhaust the stack.
                Multi.createFrom()
                    .iterable(combinations(without.verdicts()))
                    .onItem()
                    .transformToUniAndConcatenate(
                        combination -> pricing.withCoupons(basket.choosingOnly(combination)))
                    .filter(Basket::choicesUsable)
                    .map(priced -> new Best(ids(priced.coupons()), priced.total()))
                    .collect()
                    .asList()
                    .map(
                        found ->
                            found.stream()
                                .reduce(
                                    new Best(List.of(), without.total()), BestCoupons::better)));
  }

  private static List<UUID> ids(List<CouponTerms> coupons) {
    return coupons.stream().map(CouponTerms::couponId).toList();
  }

  /** Of two that cost the same, the one with fewer coupons; then the first. */
  static Best better(Best first, Best second) {
    int order = second.total().compareTo(first.total());
    return order < 0 || order == 0 && second.coupons().size() < first.coupons().size()
        ? second
        : first;
  }

  private static List<List<CouponTerms>> combinations(List<CouponVerdict> verdicts) {
    List<List<CouponTerms>> groups = groups(verdicts);
    int each = perGroup(groups.size());
    List<List<CouponTerms>> combinations = new ArrayList<>();
    combinations.add(List.of());
    for (List<CouponTerms> group : groups) {
      List<List<CouponTerms>> more = new ArrayList<>();
      for (List<CouponTerms> combination : combinations) {
        for (CouponTerms coupon : group.subList(0, Math.min(each, group.size()))) {
          List<CouponTerms> longer = new ArrayList<>(combination);
          longer.add(coupon);
          more.add(longer);
        }
      }
      combinations.addAll(more);
    }
    return combinations.stream()
        .filter(combination -> !combination.isEmpty())
        .sorted(Comparator.comparing(List::size))
        .toList();
  }

  /** So many of each that all combinations, none of a group included, stay within the bound. */
  private static int perGroup(int groups) {
    int each = 1;
    while (groups > 0 && count(each + 1, groups) <= MAX_TRIED) {
      each++;
    }
    return each;
  }

  private static int count(int each, int groups) {
    int count = 1;
    for (int i = 0; i < groups; i++) {
      count *= each + 1;
    }
    return count;
  }

  /** The best of each group first; of those that take the same, the one that ends sooner. */
  private static List<List<CouponTerms>> groups(List<CouponVerdict> verdicts) {
    Map<String, List<CouponVerdict>> groups =
        verdicts.stream()
            .filter(BestCoupons::isCandidate)
            .sorted(
                Comparator.comparing(CouponVerdict::discount)
                    .reversed()
                    .thenComparing(verdict -> verdict.coupon().validTo()))
            .collect(
                Collectors.groupingBy(
                    verdict -> verdict.coupon().stacking().group(),
                    TreeMap::new,
                    Collectors.toList()));
    return groups.values().stream()
        .sorted(
            Comparator.comparing((List<CouponVerdict> group) -> group.get(0).discount()).reversed())
        .limit(MAX_GROUPS)
        .map(group -> group.stream().map(CouponVerdict::coupon).toList())
        .toList();
  }

  /** Freight that is free for now may not be so once another coupon made the goods cheaper. */
  private static boolean isCandidate(CouponVerdict verdict) {
    return verdict.isUsable()
        || verdict.coupon().kind() == CouponKind.FREE_SHIPPING
            && verdict.problem() == CouponProblem.NOTHING_TO_DISCOUNT;
  }
}
