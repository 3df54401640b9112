package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code requestRefund} answers. */
@Type("RequestRefundPayload")
@Name("RequestRefundPayload")
@Description("The order, and the request about it, or why there is none.")
public record RequestRefundPayload(
    @Description("The order; null when it was refused.") OrderView order,
    @Description("What the shop is to decide; null when the order was refunded at once.")
        RefundRequestView request,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static RequestRefundPayload of(OrderView order) {
    return new RequestRefundPayload(order, null, List.of());
  }

  static RequestRefundPayload of(OrderView order, RefundRequestView request) {
    return new RequestRefundPayload(order, request, List.of());
  }

  static RequestRefundPayload refused(Refusal refusal) {
    return new RequestRefundPayload(null, null, List.of(OrderError.of(refusal)));
  }
}
