package io.siyu.catalog;

import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A SKU, as staff see it. */
@Type("StaffSku")
@Name("StaffSku")
@Description("What can be bought of a product (规格), on sale or not.")
public record StaffSkuView(
    @NonNull @Id @Description("The SKU's id.") String id,
    @NonNull @Description("Its name within the product, at most 100 characters.") String name,
    @NonNull @Description("List price of one unit (原价).") MoneyView price,
    @Description("What members pay for one unit (会员价); null when it is the list price.")
        MoneyView memberPrice,
    @Description("Units that can be ordered now (库存).") int stock,
    @Description("Whether it is on sale, as far as its product is.") boolean onSale) {

  static StaffSkuView of(Sku sku) {
    return new StaffSkuView(
        SkuView.ID.encode(sku.id()),
        sku.name(),
        MoneyView.of(sku.price()),
        sku.memberPrice() == null ? null : MoneyView.of(sku.memberPrice()),
        sku.stock(),
        sku.onSale());
  }
}
