package io.siyu.catalog;

import java.util.UUID;

/**
 * Goods of a bundle.
 *
 * @param skuId null for any SKU of the product
 * @param quantity units of one set; 1 of ANY_N, where the bundle says how many
 */
public record BundleItem(
    UUID productId, String productName, UUID skuId, BundlePart part, int quantity) {

  public boolean covers(UUID product, UUID sku) {
    return productId.equals(product) && (skuId == null || skuId.equals(sku));
  }
}
