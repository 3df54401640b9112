package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of communities, the newest first. */
@Type("CommunityConnection")
@Description("A page of communities, the newest first.")
public record CommunityConnection(
    @NonNull @Description("What is on this page.") List<@NonNull Community> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static final String LIST = "communities";

  static CommunityConnection of(Page<CommunitySummary> page) {
    return new CommunityConnection(
        page.items().stream().map(Community::of).toList(),
        Connections.edges(page, CommunityConnection::cursor, Community::of, Edge::new),
        Connections.pageInfo(page, CommunityConnection::cursor));
  }

  private static Cursor cursor(CommunitySummary community) {
    return Cursor.of(LIST, community.id());
  }

  /** A community and its place. */
  @Type("CommunityEdge")
  @Name("CommunityEdge")
  @Description("A community and its place.")
  public record Edge(
      @NonNull @Description("What is there.") Community node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
