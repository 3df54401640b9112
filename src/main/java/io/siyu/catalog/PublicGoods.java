package io.siyu.catalog;

import io.siyu.kernel.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Campaigns that anybody can look at sell only what anybody may see. */
public final class PublicGoods {

  private PublicGoods() {}

  /**
   * @param skus in the order of {@code input.items}
   * @param terms by SKU id; what is missing is left to the caller
   * @throws InvalidInput when one of them is not for everybody
   */
  public static void require(List<UUID> skus, Map<UUID, SkuTerms> terms) {
    for (int i = 0; i < skus.size(); i++) {
      SkuTerms sku = terms.get(skus.get(i));
      if (sku != null && sku.limited()) {
        throw new InvalidInput(
            List.of("input", "items", String.valueOf(i), "skuId"),
            "Goods for members only, or for some of them, cannot be sold where anybody can see them."
                + " Choose a SKU of a product that is for everybody.");
      }
    }
  }
}
