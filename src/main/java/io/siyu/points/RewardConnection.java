package io.siyu.points;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of rewards, cheapest first. */
@Type("RewardConnection")
@Description("A page of rewards, cheapest first.")
public record RewardConnection(
    @NonNull @Description("What is on this page.") List<@NonNull RewardView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static RewardConnection of(Page<Reward> page) {
    return new RewardConnection(
        page.map(RewardView::of).items(),
        Connections.edges(page, Reward::cursor, RewardView::of, Edge::new),
        Connections.pageInfo(page, Reward::cursor));
  }

  /** A reward and its place in the list. */
  @Type("RewardEdge")
  @Name("RewardEdge")
  @Description("A reward and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") RewardView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
