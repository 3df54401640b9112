package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code refundOrder} answers. */
@Type("RefundOrderPayload")
@Name("RefundOrderPayload")
@Description("The refunded order, or why there is none.")
public record RefundOrderPayload(
    @Description("The refunded order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static RefundOrderPayload of(OrderView order) {
    return new RefundOrderPayload(order, List.of());
  }

  static RefundOrderPayload refused(Refusal refusal) {
    return new RefundOrderPayload(null, List.of(OrderError.of(refusal)));
  }
}
