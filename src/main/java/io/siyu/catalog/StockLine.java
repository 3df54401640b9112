package io.siyu.catalog;

import java.util.Objects;
import java.util.UUID;

/**
 * Some units of a SKU, to be taken out of stock or put back.
 *
 * @param quantity in units, at least 1
 */
public record StockLine(UUID skuId, int quantity) {

  public StockLine {
    Objects.requireNonNull(skuId);
    if (quantity < 1) {
      throw new IllegalArgumentException("A stock line has at least one unit.");
    }
  }
}
