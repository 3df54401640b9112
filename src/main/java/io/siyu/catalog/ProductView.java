package io.siyu.catalog;

import io.siyu.platform.graphql.IdType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A product, as the API shows it. */
@Type("Product")
@Name("Product")
@Description("Something that the brand sells (商品).")
public record ProductView(
    @Ignore UUID productId,
    @NonNull @Id @Description("The product's id.") String id,
    @NonNull @Description("Its name, at most 100 characters.") String name,
    @NonNull @Description("What there is to say about it, at most 5,000 characters; may be empty.")
        String description,
    @Description("Address of its picture; null when there is none.") String imageUrl,
    @NonNull
        @Description(
            "Addresses of all its pictures (商品图片), at most 9; the first one is `imageUrl`.")
        List<@NonNull String> imageUrls,
    @NonNull @Description("What it is for in the assortment.") ProductRole role,
    @Description("Whether it is shown to members only (私域专享).") boolean privateOnly) {

  public static final IdType ID = IdType.of("product");

  static ProductView of(Product product) {
    return new ProductView(
        product.id(),
        ID.encode(product.id()),
        product.name(),
        product.description(),
        product.imageUrl(),
        product.imageUrls(),
        product.role(),
        product.privateOnly());
  }
}
