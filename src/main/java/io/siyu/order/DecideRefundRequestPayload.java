package io.siyu.order;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code decideRefundRequest} answers. */
@Type("DecideRefundRequestPayload")
@Name("DecideRefundRequestPayload")
@Description("The decided request, or why there is none.")
public record DecideRefundRequestPayload(
    @Description("The decided request; null when it was refused.") RefundRequestView request,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull OrderError> userErrors) {

  static DecideRefundRequestPayload of(RefundRequestView request) {
    return new DecideRefundRequestPayload(request, List.of());
  }

  static DecideRefundRequestPayload refused(Refusal refusal) {
    return new DecideRefundRequestPayload(null, List.of(OrderError.of(refusal)));
  }
}
