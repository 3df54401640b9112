package io.siyu.catalog;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveProduct} answers. */
@Type("SaveProductPayload")
@Description("The product that was saved, or why it was not.")
public record SaveProductPayload(
    @Description("The product as it stands now; null when this was refused.")
        StaffProductView product,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull SaveProductError> userErrors) {

  static SaveProductPayload saved(Product product) {
    return new SaveProductPayload(StaffProductView.of(product), List.of());
  }

  static SaveProductPayload refused(Refusal refusal) {
    return new SaveProductPayload(null, List.of(SaveProductError.of(refusal)));
  }
}
