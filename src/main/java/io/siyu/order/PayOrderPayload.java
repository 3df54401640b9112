package io.siyu.order;

import io.siyu.kernel.Refusal;
import io.siyu.payment.PrepayParameters;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code payOrder} answers. */
@Type("PayOrderPayload")
@Name("PayOrderPayload")
@Description("What the mini-program needs to pay, or why it cannot.")
public record PayOrderPayload(
    @Description("The order; null when it was refused.") OrderView order,
    @Description("To be passed to `wx.requestPayment`; null when it was refused.")
        PaymentParameters payment,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static PayOrderPayload of(OrderView order, PrepayParameters prepay) {
    return new PayOrderPayload(order, PaymentParameters.of(prepay), List.of());
  }

  static PayOrderPayload refused(Refusal refusal) {
    return new PayOrderPayload(null, null, List.of(OrderError.of(refusal)));
  }
}
