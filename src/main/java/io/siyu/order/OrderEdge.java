package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An order and its place in the list. */
@Type("OrderEdge")
@Name("OrderEdge")
@Description("An order and its place in the list.")
public record OrderEdge(
    @NonNull @Description("The order.") OrderView node,
    @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
