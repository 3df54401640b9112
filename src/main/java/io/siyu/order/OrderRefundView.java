package io.siyu.order;

import io.siyu.platform.graphql.MoneyView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A refund as the API shows it. */
@Type("OrderRefund")
@Name("OrderRefund")
@Description("Something given back for an order (退款).")
public record OrderRefundView(
    @NonNull @Description("How much.") MoneyView amount,
    @NonNull @Description("Where its money stands.") RefundMoney status,
    @NonNull @Description("When it was decided.") Instant createdAt,
    @NonNull @Description("Why it was given back.") RefundCause cause,
    @NonNull @Description("What it gave back of which lines, at most 50; empty for late money.")
        List<@NonNull OrderRefundLineView> lines) {}
