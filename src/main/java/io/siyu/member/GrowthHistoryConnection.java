package io.siyu.member;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of the growth history, newest first. */
@Type("GrowthHistoryConnection")
@Description("A page of the growth history, newest first.")
public record GrowthHistoryConnection(
    @NonNull @Description("What is on this page.") List<@NonNull GrowthEntryView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static GrowthHistoryConnection of(Page<GrowthHistory.Entry> page) {
    return new GrowthHistoryConnection(
        page.map(GrowthEntryView::of).items(),
        Connections.edges(page, GrowthHistory.Entry::cursor, GrowthEntryView::of, Edge::new),
        Connections.pageInfo(page, GrowthHistory.Entry::cursor));
  }

  /** A line of the growth history and its place. */
  @Type("GrowthHistoryEdge")
  @Name("GrowthHistoryEdge")
  @Description("A line of the growth history and its place.")
  public record Edge(
      @NonNull @Description("What is there.") GrowthEntryView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
