package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code handOverOrder} answers. */
@Type("HandOverOrderPayload")
@Name("HandOverOrderPayload")
@Description("The order that was handed over, or why there is none.")
public record HandOverOrderPayload(
    @Description("The order that was handed over; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static HandOverOrderPayload of(OrderView order) {
    return new HandOverOrderPayload(order, List.of());
  }

  static HandOverOrderPayload refused(Refusal refusal) {
    return new HandOverOrderPayload(null, List.of(OrderError.of(refusal)));
  }
}
