package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code confirmReceipt} answers. */
@Type("ConfirmReceiptPayload")
@Name("ConfirmReceiptPayload")
@Description("The completed order, or why there is none.")
public record ConfirmReceiptPayload(
    @Description("The completed order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static ConfirmReceiptPayload of(OrderView order) {
    return new ConfirmReceiptPayload(order, List.of());
  }

  static ConfirmReceiptPayload refused(Refusal refusal) {
    return new ConfirmReceiptPayload(null, List.of(OrderError.of(refusal)));
  }
}
