package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** An item of {@code saveBundle}. */
@Input("BundleItemInput")
@Description("Goods of a bundle: a product, or one SKU of it.")
public record BundleItemInput(
    @Id @Description("Any SKU of this product; this or `skuId`.") String productId,
    @Id @Description("This SKU alone; this or `productId`.") String skuId,
    @Description("Whether it is bought or got for it; BUY unless given, GET in BUY_A_GET_B alone.")
        BundlePart part,
    @Description("Units of one set, 1–99; 1 unless given, and always in ANY_N.")
        Integer quantity) {}
