package io.siyu.payment;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code settlePaymentMismatch} answers. */
@Type("SettlePaymentMismatchPayload")
@Name("SettlePaymentMismatchPayload")
@Description("The settled mismatch, or why it was refused.")
public record SettlePaymentMismatchPayload(
    @Description("The settled mismatch; null when it was refused.") PaymentMismatchView mismatch,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull PaymentDeskError> userErrors) {

  static SettlePaymentMismatchPayload of(PaymentMismatchView mismatch) {
    return new SettlePaymentMismatchPayload(mismatch, List.of());
  }

  static SettlePaymentMismatchPayload refused(Refusal refusal) {
    return new SettlePaymentMismatchPayload(null, List.of(PaymentDeskError.of(refusal)));
  }
}
