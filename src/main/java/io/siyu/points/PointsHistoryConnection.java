package io.siyu.points;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of the points history, newest first. */
@Type("PointsHistoryConnection")
@Description("A page of the points history, newest first.")
public record PointsHistoryConnection(
    @NonNull @Description("What is on this page.") List<@NonNull PointsEntryView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static PointsHistoryConnection of(Page<PointsQueries.Entry> page) {
    return new PointsHistoryConnection(
        page.map(PointsEntryView::of).items(),
        Connections.edges(page, PointsQueries.Entry::cursor, PointsEntryView::of, Edge::new),
        Connections.pageInfo(page, PointsQueries.Entry::cursor));
  }

  /** A line of the points history and its place. */
  @Type("PointsHistoryEdge")
  @Name("PointsHistoryEdge")
  @Description("A line of the points history and its place.")
  public record Edge(
      @NonNull @Description("What is there.") PointsEntryView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
