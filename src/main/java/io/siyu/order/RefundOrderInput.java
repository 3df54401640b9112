package io.siyu.order;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to refund, and why. */
@Input("RefundOrderInput")
@Name("RefundOrderInput")
@Description("Which order to refund, and why.")
public record RefundOrderInput(
    @NonNull @Id @Description("Id of the order.") String orderId,
    @NonNull @Description("Why, for the audit log; at most 200 characters.") String reason,
    @Description(
            "Which of its lines, 1–50, each once; left out, as `amount` is, for all that is left.")
        List<RefundLineInput> lines,
    @Description(
            "Money alone, in fen, at least 1 (补偿金额): the goods stay sold, and their units can be refunded later for what is left of their price. Not together with `lines`.")
        Integer amount,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
