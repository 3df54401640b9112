package io.siyu.member.referral;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of a member's invites, as the member sees them, newest first. */
@Type("SentInviteConnection")
@Description("A page of a member's invites, as the member sees them, newest first.")
public record SentInviteConnection(
    @NonNull @Description("What is on this page.") List<@NonNull SentInvite> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static SentInviteConnection of(Page<SentInvite> page) {
    return new SentInviteConnection(
        page.items(),
        Connections.edges(page, SentInvite::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, SentInvite::cursor));
  }

  /** An invite and its place. */
  @Type("SentInviteEdge")
  @Name("SentInviteEdge")
  @Description("An invite and its place.")
  public record Edge(
      @NonNull @Description("What is there.") SentInvite node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
