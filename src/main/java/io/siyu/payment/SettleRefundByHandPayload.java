package io.siyu.payment;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code settleRefundByHand} answers. */
@Type("SettleRefundByHandPayload")
@Name("SettleRefundByHandPayload")
@Description("The settled refund, or why it was refused.")
public record SettleRefundByHandPayload(
    @Description("The settled refund; null when it was refused.") RefusedRefundView refund,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull PaymentDeskError> userErrors) {

  static SettleRefundByHandPayload of(RefusedRefundView refund) {
    return new SettleRefundByHandPayload(refund, List.of());
  }

  static SettleRefundByHandPayload refused(Refusal refusal) {
    return new SettleRefundByHandPayload(null, List.of(PaymentDeskError.of(refusal)));
  }
}
