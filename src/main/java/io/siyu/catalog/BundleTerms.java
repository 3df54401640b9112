package io.siyu.catalog;

import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A bundle as it stands.
 *
 * @param price of one set; null for BUY_A_GET_B
 * @param pickCount units of one set; of ANY_N alone, else 0
 * @param percentOff what the items to GET are cheaper by, 1–100; of BUY_A_GET_B alone, else 0
 * @param perOrderLimit sets that one order may form
 * @param endsAt exclusive; null = without end
 * @param items of ANY_N the choice, else all of them make one set
 */
public record BundleTerms(
    UUID id,
    BundleKind kind,
    String name,
    Money price,
    int pickCount,
    int percentOff,
    int perOrderLimit,
    Instant startsAt,
    Instant endsAt,
    boolean active,
    int version,
    List<BundleItem> items) {

  public BundleTerms {
    items = List.copyOf(items);
  }

  BundleTerms with(List<BundleItem> others) {
    return new BundleTerms(
        id,
        kind,
        name,
        price,
        pickCount,
        percentOff,
        perOrderLimit,
        startsAt,
        endsAt,
        active,
        version,
        others);
  }
}
