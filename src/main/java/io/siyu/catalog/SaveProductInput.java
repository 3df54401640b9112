package io.siyu.catalog;

import io.siyu.catalog.NewProduct.NewSku;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveProduct} needs. */
@Input("SaveProductInput")
@Description("A product (商品) as a whole.")
public record SaveProductInput(
    @Id @Description("Which one; a new one unless given.") String productId,
    @Description("The version that is changed; with `productId` and only then.") Integer version,
    @NonNull @Description("Its name, 1–100 characters.") String name,
    @Description("What there is to say about it, at most 5,000 characters.") String description,
    @Description(
            "Addresses of its pictures (https), at most 9 of at most 500 characters each; the"
                + " first one is shown in lists.")
        @DefaultValue("[]")
        List<@NonNull String> imageUrls,
    @NonNull @Description("What it is for in the assortment.") ProductRole role,
    @Description("Whether it is shown to members only (私域专享); false unless given.")
        Boolean privateOnly,
    @Description("False takes it off sale; true unless given.") Boolean onSale,
    @Description("Who may see and buy it; everybody unless given.") ProductAudienceInput audience,
    @NonNull
        @Description(
            "What can be bought of it, 1–50, in the order in which to show it, every name once; one"
                + " that is left out is taken off sale and keeps its stock.")
        List<@NonNull SaveSkuInput> skus,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final int MAX_IMAGES = 9;
  private static final int MAX_SKUS = 50;

  UUID id() {
    return productId == null ? null : ProductView.ID.decode(productId, "input", "productId");
  }

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewProduct toProduct() {
    if ((productId == null) != (version == null)) {
      throw new InvalidInput(
          List.of("input", "version"), "A version is given when a product is changed, only then.");
    }
    String text = Text.optional(description, 5000, "input", "description");
    return new NewProduct(
        Text.requiredLine(name, 100, "input", "name"),
        text == null ? "" : text,
        images(),
        role,
        Boolean.TRUE.equals(privateOnly),
        !Boolean.FALSE.equals(onSale),
        ProductAudienceInput.of(audience),
        toSkus());
  }

  private List<String> images() {
    if (imageUrls == null) {
      return List.of();
    }
    if (imageUrls.size() > MAX_IMAGES) {
      throw new InvalidInput(List.of("input", "imageUrls"), "At most 9 pictures.");
    }
    List<String> images = new ArrayList<>();
    for (int i = 0; i < imageUrls.size(); i++) {
      String[] field = {"input", "imageUrls", String.valueOf(i)};
      String url = Text.requiredLine(imageUrls.get(i), 500, field);
      if (!url.startsWith("https://")) {
        throw new InvalidInput(List.of(field), "An address that begins with https://.");
      }
      images.add(url);
    }
    return images;
  }

  private List<NewSku> toSkus() {
    if (skus.isEmpty() || skus.size() > MAX_SKUS) {
      throw new InvalidInput(List.of("input", "skus"), "A product has 1 to 50 SKUs.");
    }
    List<NewSku> wanted = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < skus.size(); i++) {
      String place = String.valueOf(i);
      NewSku sku = skus.get(i).toSku("input", "skus", place);
      if (sku.id() != null && !ids.add(sku.id())) {
        throw new InvalidInput(List.of("input", "skus", place, "skuId"), "Every SKU once.");
      }
      if (sku.id() != null && productId == null) {
        throw new InvalidInput(
            List.of("input", "skus", place, "skuId"), "A new product has new SKUs.");
      }
      if (!names.add(sku.name())) {
        throw new InvalidInput(List.of("input", "skus", place, "name"), "Every name once.");
      }
      wanted.add(sku);
    }
    return wanted;
  }
}
