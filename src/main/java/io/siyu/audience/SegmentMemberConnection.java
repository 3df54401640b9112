package io.siyu.audience;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of a segment's members. */
@Type("SegmentMemberConnection")
@Name("SegmentMemberConnection")
@Description("A page of a segment's members, those who joined the brand first before the others.")
public record SegmentMemberConnection(
    @NonNull @Description("What is on this page.") List<@NonNull SegmentMember> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static SegmentMemberConnection of(Page<SegmentMember> page) {
    return new SegmentMemberConnection(
        page.items(),
        Connections.edges(page, SegmentMember::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, SegmentMember::cursor));
  }

  /** A member and the place in the list. */
  @Type("SegmentMemberEdge")
  @Name("SegmentMemberEdge")
  @Description("A member of a segment and the place in the list.")
  public record Edge(
      @NonNull @Description("Who is there.") SegmentMember node,
      @NonNull @Description("The place; pass it as `after` to go on behind it.") String cursor) {}
}
