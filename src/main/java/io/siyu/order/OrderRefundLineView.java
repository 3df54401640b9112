package io.siyu.order;

import io.siyu.platform.graphql.MoneyView;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a refund gave back of a line, as the API shows it. */
@Type("OrderRefundLine")
@Name("OrderRefundLine")
@Description("What a refund gave back of a line of the order.")
public record OrderRefundLineView(
    @NonNull @Id @Description("Id of the order's line.") String lineId,
    @Description("How many of its units, 0–999; 0 when only money was given back.") int quantity,
    @NonNull @Description("How much money.") MoneyView amount) {}
