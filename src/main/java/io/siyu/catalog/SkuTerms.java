package io.siyu.catalog;

import io.siyu.kernel.Money;
import java.util.UUID;

/**
 * What an order needs to know of a SKU, as it stands now.
 *
 * @param imageUrl null when the product has no picture
 * @param price list price of one unit
 * @param memberPrice what members pay for one unit, at most the list price; null when the SKU has
 *     no price of its own for them
 * @param onSale whether it may be ordered: both the SKU and its product are on sale
 * @param limited whether its product is not for everybody: for members only, or for some of them
 */
public record SkuTerms(
    UUID skuId,
    UUID productId,
    String productName,
    String skuName,
    String imageUrl,
    Money price,
    Money memberPrice,
    boolean onSale,
    boolean limited) {}
