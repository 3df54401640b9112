package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which refund to ask for once more. */
@Input("RetryRefundInput")
@Name("RetryRefundInput")
@Description("Which refund to ask for once more.")
public record RetryRefundInput(
    @NonNull @Id @Description("Id of the refund.") String refundId,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
