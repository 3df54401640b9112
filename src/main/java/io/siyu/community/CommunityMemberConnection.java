package io.siyu.community;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of the members of a community. */
@Type("CommunityMemberConnection")
@Description("A page of the members of a community, whoever registered first comes first.")
public record CommunityMemberConnection(
    @NonNull @Description("What is on this page.") List<@NonNull CommunityMember> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static CommunityMemberConnection of(Page<CommunityMember> page) {
    return new CommunityMemberConnection(
        page.items(),
        Connections.edges(page, CommunityMember::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, CommunityMember::cursor));
  }

  /** A member and their place. */
  @Type("CommunityMemberEdge")
  @Name("CommunityMemberEdge")
  @Description("A member and their place.")
  public record Edge(
      @NonNull @Description("Who is there.") CommunityMember node,
      @NonNull @Description("Their place; pass it as `after` to go on behind it.") String cursor) {}
}
