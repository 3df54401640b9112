package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What is decided about which request. */
@Input("DecideRefundRequestInput")
@Name("DecideRefundRequestInput")
@Description("What is decided about which request.")
public record DecideRefundRequestInput(
    @NonNull @Id @Description("Id of the request.") String requestId,
    @NonNull @Description("What is decided.") RefundDecision decision,
    @Description("What the member reads, at most 200 characters; required to reject.")
        String answer,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
