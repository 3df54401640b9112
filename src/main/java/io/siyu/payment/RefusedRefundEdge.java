package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One of refused refunds and its place in the list. */
@Type("RefusedRefundEdge")
@Name("RefusedRefundEdge")
@Description("One of refused refunds and its place in the list.")
public record RefusedRefundEdge(
    @NonNull @Description("It.") RefusedRefundView node,
    @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
