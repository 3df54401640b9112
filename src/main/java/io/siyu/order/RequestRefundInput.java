package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to refund. */
@Input("RequestRefundInput")
@Name("RequestRefundInput")
@Description("Which order to refund.")
public record RequestRefundInput(
    @NonNull @Id @Description("Id of the order.") String orderId,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
