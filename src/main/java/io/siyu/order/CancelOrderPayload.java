package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code cancelOrder} answers. */
@Type("CancelOrderPayload")
@Name("CancelOrderPayload")
@Description("The cancelled order, or why there is none.")
public record CancelOrderPayload(
    @Description("The cancelled order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static CancelOrderPayload of(OrderView order) {
    return new CancelOrderPayload(order, List.of());
  }

  static CancelOrderPayload refused(Refusal refusal) {
    return new CancelOrderPayload(null, List.of(OrderError.of(refusal)));
  }
}
