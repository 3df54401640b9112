package io.siyu.campaign.flashsale;

import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One item of a sale as the API shows it. */
@Type("FlashSaleItem")
@Name("FlashSaleItem")
@Description("One SKU in a flash sale (秒杀商品).")
public record FlashSaleItemView(
    @NonNull @Id @Description("Opaque id of the item; what is bought.") String id,
    @NonNull @Description("Name of the product.") String productName,
    @NonNull @Description("Name of the SKU (规格).") String skuName,
    @Description("Picture of the product; null when it has none.") String imageUrl,
    @NonNull @Description("What one unit costs in the sale (秒杀价).") MoneyView flashPrice,
    @NonNull @Description("What one unit costs outside of the sale (原价).") MoneyView price,
    @Description("Units of the sale, sold ones included.") int stock,
    @Description("Units that one member may buy (限购).") int perMemberLimit,
    @Description("Units that can still be bought; 0 once the sale is over.") int left) {

  static final IdType ID = IdType.of("flash-sale-item");
}
