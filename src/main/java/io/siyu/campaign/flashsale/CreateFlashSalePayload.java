package io.siyu.campaign.flashsale;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code createFlashSale} answers. */
@Type("CreateFlashSalePayload")
@Description("The new flash sale, or why there is none.")
public record CreateFlashSalePayload(
    @Description("The sale, as it stands now; null when it was refused.") FlashSaleView flashSale,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull FlashSaleError> userErrors) {

  static CreateFlashSalePayload created(FlashSaleView sale) {
    return new CreateFlashSalePayload(sale, List.of());
  }

  static CreateFlashSalePayload refused(Refusal refusal) {
    return new CreateFlashSalePayload(null, List.of(FlashSaleError.of(refusal)));
  }
}
