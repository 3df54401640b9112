package io.siyu.catalog;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A product, as staff see it. */
@Type("StaffProduct")
@Name("StaffProduct")
@Description("A product (商品) with all that staff decide about it, on sale or not.")
public record StaffProductView(
    @Ignore UUID productId,
    @NonNull @Id @Description("The product's id.") String id,
    @Description("Grows by one with every change; sent along with the next one.") int version,
    @NonNull @Description("Its name, at most 100 characters.") String name,
    @NonNull @Description("What there is to say about it, at most 5,000 characters; may be empty.")
        String description,
    @NonNull @Description("Addresses of its pictures, at most 9; the first one is shown in lists.")
        List<@NonNull String> imageUrls,
    @NonNull @Description("What it is for in the assortment.") ProductRole role,
    @Description("Whether it is shown to members only (私域专享).") boolean privateOnly,
    @Description("Whether it is on sale.") boolean onSale,
    @NonNull @Description("Who may see and buy it.") ProductAudienceView audience) {

  static StaffProductView of(Product product) {
    return new StaffProductView(
        product.id(),
        ProductView.ID.encode(product.id()),
        product.version(),
        product.name(),
        product.description(),
        product.imageUrls(),
        product.role(),
        product.privateOnly(),
        product.onSale(),
        ProductAudienceView.of(product.audience()));
  }
}
