package io.siyu.campaign.flashsale;

import io.siyu.kernel.Refusal;
import io.siyu.order.OrderView;
import io.siyu.order.PaymentParameters;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code buyFlashSaleItem} answers. */
@Type("BuyFlashSaleItemPayload")
@Description("The order of a flash sale, or why there is none.")
public record BuyFlashSaleItemPayload(
    @Description("The order, as it stands now; null when the purchase was refused.")
        OrderView order,
    @Description(
            "What the mini-program passes to the payment; null when the order is not to be paid"
                + " (any more), or when the gateway is away: then use `payOrder`.")
        PaymentParameters payment,
    @NonNull @Description("Why the purchase was refused; empty when it was not.")
        List<@NonNull FlashSaleError> userErrors) {

  static BuyFlashSaleItemPayload bought(OrderView order, PaymentParameters payment) {
    return new BuyFlashSaleItemPayload(order, payment, List.of());
  }

  static BuyFlashSaleItemPayload refused(Refusal refusal) {
    return new BuyFlashSaleItemPayload(null, null, List.of(FlashSaleError.of(refusal)));
  }
}
