package io.siyu.catalog;

import io.siyu.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A bundle as staff want it; see {@link BundleTerms}.
 *
 * @param price null for BUY_A_GET_B
 * @param pickCount null except for ANY_N
 * @param percentOff null except for BUY_A_GET_B
 */
record NewBundle(
    BundleKind kind,
    String name,
    Money price,
    Integer pickCount,
    Integer percentOff,
    int perOrderLimit,
    Instant startsAt,
    Instant endsAt,
    boolean active,
    List<NewItem> items) {

  /**
   * @param productId or
   * @param skuId one of the two is null
   */
  record NewItem(UUID productId, UUID skuId, BundlePart part, int quantity) {}
}
