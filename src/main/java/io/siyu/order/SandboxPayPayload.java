package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code sandboxPay} answers. */
@Type("SandboxPayPayload")
@Name("SandboxPayPayload")
@Description("The paid order, or why there is none.")
public record SandboxPayPayload(
    @Description("The paid order; null when it was refused.") OrderView order,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static SandboxPayPayload of(OrderView order) {
    return new SandboxPayPayload(order, List.of());
  }

  static SandboxPayPayload refused(Refusal refusal) {
    return new SandboxPayPayload(null, List.of(OrderError.of(refusal)));
  }
}
