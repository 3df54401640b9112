package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code markReadyForPickup} answers. */
@Type("MarkReadyForPickupPayload")
@Name("MarkReadyForPickupPayload")
@Description("The order that lies ready, or why there is none.")
public record MarkReadyForPickupPayload(
    @Description("The order that lies ready; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static MarkReadyForPickupPayload of(OrderView order) {
    return new MarkReadyForPickupPayload(order, List.of());
  }

  static MarkReadyForPickupPayload refused(Refusal refusal) {
    return new MarkReadyForPickupPayload(null, List.of(OrderError.of(refusal)));
  }
}
