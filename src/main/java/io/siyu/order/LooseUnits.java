package io.siyu.order;

import io.siyu.catalog.BundleItem;
import io.siyu.catalog.BundleKind;
import io.siyu.catalog.BundlePart;
import io.siyu.catalog.BundleTerms;
import io.siyu.kernel.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The units of a basket that are in no bundle yet, and what one of each line costs by now. A set is
 * filled with the units by which it saves most: the dearest ones, and to BUY in BUY_A_GET_B the
 * cheapest ones, as they only open the way to the others.
 */
final class LooseUnits {

  private final List<BasketLine> lines;
  private final int[] left;
  private final long[] priceFen;

  /** Places of the lines, the dearest unit first; of equal ones the first line. */
  private final List<Integer> dearestFirst;

  private LooseUnits(List<BasketLine> lines) {
    this.lines = lines;
    this.left = lines.stream().mapToInt(BasketLine::quantity).toArray();
    this.priceFen =
        lines.stream().mapToLong(line -> line.remaining().fen() / line.quantity()).toArray();
    this.dearestFirst =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> priceFen[i]).reversed())
            .toList();
  }

  static LooseUnits of(List<BasketLine> lines) {
    return new LooseUnits(lines);
  }

  /** The same without what the uses took. */
  static LooseUnits besides(List<BundleUse> uses, List<BasketLine> lines) {
    LooseUnits units = of(lines);
    uses.forEach(units::take);
    return units;
  }

  void take(BundleUse use) {
    for (int i = 0; i < left.length; i++) {
      left[i] -= use.units().get(i);
    }
  }

  /** How often the set can be formed of the units of the same lines. */
  int timesOf(BundleUse set) {
    return IntStream.range(0, left.length)
        .filter(i -> set.units().get(i) > 0)
        .map(i -> left[i] / set.units().get(i))
        .min()
        .orElseThrow();
  }

  /** How many units a further set lacks; 0 when it can be formed. */
  int missing(BundleTerms bundle) {
    return fill(bundle).missing();
  }

  /** Whether there is a unit for the bundle at all. */
  boolean concern(BundleTerms bundle) {
    return IntStream.range(0, left.length)
        .anyMatch(i -> left[i] > 0 && bundle.items().stream().anyMatch(item -> covers(item, i)));
  }

  /**
   * The best further set.
   *
   * @return null when units are missing or nothing is saved
   */
  BundleUse best(BundleTerms bundle) {
    Filling filling = fill(bundle);
    long saving = saving(bundle, filling);
    return saving > 0 ? use(bundle, filling, Money.ofFen(saving)) : null;
  }

  /** In fen, of the best further set; 0 when units are missing or nothing is saved. */
  long bestSaving(BundleTerms bundle) {
    return saving(bundle, fill(bundle));
  }

  private long saving(BundleTerms bundle, Filling filling) {
    if (filling.missing() > 0) {
      return 0;
    }
    long worth = 0;
    long given = 0;
    for (int i = 0; i < left.length; i++) {
      worth += priceFen[i] * (filling.bought()[i] + filling.got()[i]);
      given += priceFen[i] * filling.got()[i];
    }
    long saving =
        bundle.kind() == BundleKind.BUY_A_GET_B
            ? given * bundle.percentOff() / 100
            : worth - bundle.price().fen();
    return Math.max(0, saving);
  }

  /**
   * Spread over all units of the set, those that were to be bought as well: whoever gives the ones
   * back has not had the others for nothing.
   */
  private BundleUse use(BundleTerms bundle, Filling filling, Money saving) {
    List<Integer> units = new ArrayList<>();
    List<Money> worth = new ArrayList<>();
    for (int i = 0; i < left.length; i++) {
      int taken = filling.bought()[i] + filling.got()[i];
      units.add(taken);
      worth.add(Money.ofFen(priceFen[i] * taken));
    }
    return new BundleUse(bundle, 1, units, Allocation.of(saving, worth));
  }

  private Filling fill(BundleTerms bundle) {
    Filling filling = new Filling(new int[left.length], new int[left.length], 0);
    for (Slot slot : Slot.of(bundle)) {
      filling = fill(slot, filling);
    }
    return filling;
  }

  private Filling fill(Slot slot, Filling so) {
    int[] into = slot.part() == BundlePart.BUY ? so.bought() : so.got();
    int needed = slot.quantity();
    for (int n = 0; n < left.length && needed > 0; n++) {
      int line = dearestFirst.get(slot.cheapestFirst() ? left.length - 1 - n : n);
      if (slot.items().stream().anyMatch(item -> covers(item, line))) {
        int free = left[line] - so.bought()[line] - so.got()[line];
        int taken = Math.min(free, needed);
        into[line] += taken;
        needed -= taken;
      }
    }
    return new Filling(so.bought(), so.got(), so.missing() + needed);
  }

  private boolean covers(BundleItem item, int line) {
    return item.covers(lines.get(line).sku().productId(), lines.get(line).sku().skuId());
  }

  private record Filling(int[] bought, int[] got, int missing) {}

  /**
   * Units of one kind that a set needs.
   *
   * @param items any of which will do
   */
  private record Slot(
      List<BundleItem> items, int quantity, BundlePart part, boolean cheapestFirst) {

    /** The narrower ones first, so that none takes the only unit that another could have. */
    static List<Slot> of(BundleTerms bundle) {
      if (bundle.kind() == BundleKind.ANY_N) {
        return List.of(new Slot(bundle.items(), bundle.pickCount(), BundlePart.BUY, false));
      }
      return bundle.items().stream()
          .sorted(
              Comparator.comparing((BundleItem item) -> item.skuId() == null)
                  .thenComparing(BundleItem::part))
          .map(
              item ->
                  new Slot(
                      List.of(item),
                      item.quantity(),
                      item.part(),
                      bundle.kind() == BundleKind.BUY_A_GET_B && item.part() == BundlePart.BUY))
          .toList();
    }
  }
}
