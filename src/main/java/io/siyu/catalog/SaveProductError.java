package io.siyu.catalog;

import io.siyu.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a product was not saved, for the client. */
@Type("SaveProductError")
@Description("Why a product was not saved.")
public record SaveProductError(
    @NonNull @Description("The reason.") SaveProductErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("The version as it stands; only with CHANGED_MEANWHILE.") Integer version,
    @Id @Description("The SKU; only with STOCK_TOO_LOW and UNKNOWN_SKU.") String skuId,
    @Description("How many are left; only with STOCK_TOO_LOW.") Integer stock) {

  static SaveProductError of(Refusal refusal) {
    UUID sku = (UUID) refusal.facts().get("skuId");
    return new SaveProductError(
        refusal.codeAs(SaveProductErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Integer) refusal.facts().get("version"),
        sku == null ? null : SkuView.ID.encode(sku),
        (Integer) refusal.facts().get("stock"));
  }
}
