package io.siyu.catalog;

import io.siyu.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The shop window: products and what can be bought of them. */
@GraphQLApi
@ApplicationScoped
public class CatalogApi {

  private final Caller caller;
  private final ProductService products;

  CatalogApi(Caller caller, ProductService products) {
    this.caller = caller;
    this.products = products;
  }

  @Query("products")
  @PermitAll
  @Description(
      "Products on sale (商品列表), newest first; goods for members only after login, goods for some"
          + " members to those alone.")
  public Uni<ProductConnection> products(
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return products.page(caller.memberOrNull(), first, after).map(ProductConnection::of);
  }

  @Query("product")
  @PermitAll
  @Description(
      "One product on sale (商品详情); goods for members only after login, goods for some members to"
          + " those alone.")
  public Uni<ProductView> product(@NonNull @Id @Description("The product's id.") String id) {
    return products
        .one(ProductView.ID.decode(id, "id"), caller.memberOrNull())
        .map(ProductView::of);
  }

  @NonNull
  @Description("What can be bought of it now or again, in the order in which to show it (规格).")
  public Uni<List<@NonNull List<@NonNull SkuView>>> skus(@Source List<ProductView> of) {
    return products
        .skusOf(of.stream().map(ProductView::productId).toList())
        .map(
            byProduct ->
                of.stream()
                    .map(
                        product ->
                            byProduct.getOrDefault(product.productId(), List.of()).stream()
                                .map(SkuView::of)
                                .toList())
                    .toList());
  }
}
