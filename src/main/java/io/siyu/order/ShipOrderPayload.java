package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code shipOrder} answers. */
@Type("ShipOrderPayload")
@Name("ShipOrderPayload")
@Description("The shipped order, or why there is none.")
public record ShipOrderPayload(
    @Description("The shipped order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static ShipOrderPayload of(OrderView order) {
    return new ShipOrderPayload(order, List.of());
  }

  static ShipOrderPayload refused(Refusal refusal) {
    return new ShipOrderPayload(null, List.of(OrderError.of(refusal)));
  }
}
