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

/** A page of requests for refunds. */
@Type("RefundRequestConnection")
@Name("RefundRequestConnection")
@Description("A page of requests for refunds, newest first.")
public record RefundRequestConnection(
    @NonNull @Description("The requests of this page.") List<@NonNull RefundRequestView> nodes,
    @NonNull @Description("The same requests, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static RefundRequestConnection of(Page<RefundRequestView> page) {
    return new RefundRequestConnection(
        page.items(),
        Connections.edges(page, RefundRequestViews::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, RefundRequestViews::cursor));
  }

  /** A request and its place in the list. */
  @Type("RefundRequestEdge")
  @Name("RefundRequestEdge")
  @Description("A request and its place in the list.")
  public record Edge(
      @NonNull @Description("The request.") RefundRequestView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
