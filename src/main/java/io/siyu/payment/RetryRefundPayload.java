package io.siyu.payment;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code retryRefund} answers. */
@Type("RetryRefundPayload")
@Name("RetryRefundPayload")
@Description("The refund as it stands, or why it was refused.")
public record RetryRefundPayload(
    @Description("The refund as it stands; null when it was refused.") RefusedRefundView refund,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull PaymentDeskError> userErrors) {

  static RetryRefundPayload of(RefusedRefundView refund) {
    return new RetryRefundPayload(refund, List.of());
  }

  static RetryRefundPayload refused(Refusal refusal) {
    return new RetryRefundPayload(null, List.of(PaymentDeskError.of(refusal)));
  }
}
