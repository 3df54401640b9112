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
@Description("The refunded order, or why there is none.")
public record RequestRefundPayload(
    @Description("The refunded order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static RequestRefundPayload of(OrderView order) {
    return new RequestRefundPayload(order, List.of());
  }

  static RequestRefundPayload refused(Refusal refusal) {
    return new RequestRefundPayload(null, List.of(OrderError.of(refusal)));
  }
}
