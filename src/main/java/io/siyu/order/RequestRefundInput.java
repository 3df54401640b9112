package io.siyu.order;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to refund, or what of it. */
@Input("RequestRefundInput")
@Name("RequestRefundInput")
@Description("Which order to refund, or what of it.")
public record RequestRefundInput(
    @NonNull @Id @Description("Id of the order.") String orderId,
    @Description(
            "Why, at most 200 characters: the shop decides. Without one, a paid order that is not on its way is refunded as a whole and at once.")
        String reason,
    @Description("Which of its lines, 1–50, each once; left out for all that is left.")
        List<RefundLineInput> lines,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
