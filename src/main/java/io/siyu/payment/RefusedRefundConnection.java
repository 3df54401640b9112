package io.siyu.payment;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of refused refunds. */
@Type("RefusedRefundConnection")
@Name("RefusedRefundConnection")
@Description("A page of refused refunds, oldest first.")
public record RefusedRefundConnection(
    @NonNull @Description("Those of this page.") List<@NonNull RefusedRefundView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull RefusedRefundEdge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static RefusedRefundConnection of(Page<RefusedRefundView> page) {
    return new RefusedRefundConnection(
        page.items(),
        Connections.edges(page, RefundDesk::cursor, Function.identity(), RefusedRefundEdge::new),
        Connections.pageInfo(page, RefundDesk::cursor));
  }
}
