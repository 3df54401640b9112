package io.siyu.points;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of the redemptions of a member, newest first. */
@Type("RedemptionConnection")
@Description("A page of the redemptions of a member, newest first.")
public record RedemptionConnection(
    @NonNull @Description("What is on this page.") List<@NonNull RedemptionView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static RedemptionConnection of(Page<Redemption> page) {
    return new RedemptionConnection(
        page.map(RedemptionView::of).items(),
        Connections.edges(page, Redemption::cursor, RedemptionView::of, Edge::new),
        Connections.pageInfo(page, Redemption::cursor));
  }

  /** A redemption and its place in the list. */
  @Type("RedemptionEdge")
  @Name("RedemptionEdge")
  @Description("A redemption and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") RedemptionView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
