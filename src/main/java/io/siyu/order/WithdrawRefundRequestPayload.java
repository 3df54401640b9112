package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code withdrawRefundRequest} answers. */
@Type("WithdrawRefundRequestPayload")
@Name("WithdrawRefundRequestPayload")
@Description("The withdrawn request, or why there is none.")
public record WithdrawRefundRequestPayload(
    @Description("The withdrawn request; null when it was refused.") RefundRequestView request,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static WithdrawRefundRequestPayload of(RefundRequestView request) {
    return new WithdrawRefundRequestPayload(request, List.of());
  }

  static WithdrawRefundRequestPayload refused(Refusal refusal) {
    return new WithdrawRefundRequestPayload(null, List.of(OrderError.of(refusal)));
  }
}
