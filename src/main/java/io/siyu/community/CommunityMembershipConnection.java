package io.siyu.community;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of the communities that the member is in, the latest joined first. */
@Type("CommunityMembershipConnection")
@Description("A page of the communities that the member is in, the latest joined first.")
public record CommunityMembershipConnection(
    @NonNull @Description("What is on this page.") List<@NonNull CommunityMembership> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static CommunityMembershipConnection of(Page<Membership> page) {
    return new CommunityMembershipConnection(
        page.items().stream().map(CommunityMembership::of).toList(),
        Connections.edges(page, CommunityMembership::cursor, CommunityMembership::of, Edge::new),
        Connections.pageInfo(page, CommunityMembership::cursor));
  }

  /** A membership and its place. */
  @Type("CommunityMembershipEdge")
  @Name("CommunityMembershipEdge")
  @Description("A membership and its place.")
  public record Edge(
      @NonNull @Description("What is there.") CommunityMembership node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
