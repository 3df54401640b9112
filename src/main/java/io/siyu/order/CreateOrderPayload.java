package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code createOrder} answers. */
@Type("CreateOrderPayload")
@Name("CreateOrderPayload")
@Description("The new order, or why there is none.")
public record CreateOrderPayload(
    @Description("The new order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static CreateOrderPayload of(OrderView order) {
    return new CreateOrderPayload(order, List.of());
  }

  static CreateOrderPayload refused(Refusal refusal) {
    return new CreateOrderPayload(null, List.of(OrderError.of(refusal)));
  }
}
