package io.siyu.catalog;

import io.siyu.kernel.Money;
import java.util.List;
import java.util.UUID;

/** A product as staff want it. */
record NewProduct(
    String name,
    String description,
    List<String> imageUrls,
    ProductRole role,
    boolean privateOnly,
    boolean onSale,
    ProductAudience audience,
    List<NewSku> skus) {

  /** Whether it is for some only. */
  boolean limited() {
    return privateOnly || !audience.equals(ProductAudience.EVERYBODY);
  }

  /**
   * @param id null = a new one
   * @param memberPrice null when members pay the list price
   * @param stockChange added to what is left
   */
  record NewSku(
      UUID id, String name, Money price, Money memberPrice, int stockChange, boolean onSale) {}
}
