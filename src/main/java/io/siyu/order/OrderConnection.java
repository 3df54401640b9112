package io.siyu.order;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of orders. */
@Type("OrderConnection")
@Name("OrderConnection")
@Description("A page of orders, newest first.")
public record OrderConnection(
    @NonNull @Description("The orders of this page.") List<@NonNull OrderView> nodes,
    @NonNull @Description("The same orders, each with its cursor.") List<@NonNull OrderEdge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static OrderConnection of(Page<OrderView> page) {
    return new OrderConnection(
        page.items(),
        Connections.edges(page, OrderViews::cursor, Function.identity(), OrderEdge::new),
        Connections.pageInfo(page, OrderViews::cursor));
  }
}
