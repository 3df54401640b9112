package io.siyu.catalog;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The catalog as staff fill it. */
@GraphQLApi
@ApplicationScoped
public class CatalogOperatorApi {

  private final Caller caller;
  private final ProductService products;
  private final ProductSaving saving;

  CatalogOperatorApi(Caller caller, ProductService products, ProductSaving saving) {
    this.caller = caller;
    this.products = products;
    this.saving = saving;
  }

  @Query("productsForOperator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.CONTENT, Roles.SERVICE})
  @Description("All products (商品管理), newest first, on sale or not; for staff.")
  public Uni<StaffProductConnection> productsForOperator(
      @Description("Only those that are on sale, or are not; both unless given.") Boolean onSale,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return products.all(onSale, first, after).map(StaffProductConnection::of);
  }

  @Query("productForOperator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.CONTENT, Roles.SERVICE})
  @Description("One product (商品), on sale or not; for staff.")
  public Uni<StaffProductView> productForOperator(
      @NonNull @Id @Description("The product's id.") String id) {
    caller.operator();
    return products.any(ProductView.ID.decode(id, "id")).map(StaffProductView::of);
  }

  @Mutation("saveProduct")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Makes a product with its SKUs (新建商品), or changes one. Stock is changed by what is added or"
          + " taken away, so that what is sold at this moment counts.")
  public Uni<SaveProductPayload> saveProduct(
      @NonNull @Name("input") @Description("The product.") SaveProductInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            saving
                .save(
                    operator,
                    input.id(),
                    input.version(),
                    input.toProduct(),
                    input.idempotencyKey())
                .map(SaveProductPayload::saved),
        SaveProductPayload::refused);
  }

  @NonNull
  @Description("What can be bought of it (规格), what is on sale first.")
  public Uni<List<@NonNull List<@NonNull StaffSkuView>>> skus(@Source List<StaffProductView> of) {
    return products
        .everySkuOf(of.stream().map(StaffProductView::productId).toList())
        .map(
            byProduct ->
                of.stream()
                    .map(
                        product ->
                            byProduct.getOrDefault(product.productId(), List.of()).stream()
                                .map(StaffSkuView::of)
                                .toList())
                    .toList());
  }
}
