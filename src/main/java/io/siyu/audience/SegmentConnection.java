package io.siyu.audience;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of segments. */
@Type("SegmentConnection")
@Name("SegmentConnection")
@Description("A page of segments (人群), newest first.")
public record SegmentConnection(
    @NonNull @Description("What is on this page.") List<@NonNull SegmentView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static SegmentConnection of(Page<Segment> page) {
    return new SegmentConnection(
        page.map(SegmentView::of).items(),
        Connections.edges(page, Segment::cursor, SegmentView::of, Edge::new),
        Connections.pageInfo(page, Segment::cursor));
  }

  /** A segment and its place in the list. */
  @Type("SegmentEdge")
  @Name("SegmentEdge")
  @Description("A segment and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") SegmentView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
