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

/** A page of a member's invites, as staff see them, newest first. */
@Type("InviteRecordConnection")
@Description("A page of a member's invites, as staff see them, newest first.")
public record InviteRecordConnection(
    @NonNull @Description("What is on this page.") List<@NonNull InviteRecord> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static InviteRecordConnection of(Page<InviteRecord> page) {
    return new InviteRecordConnection(
        page.items(),
        Connections.edges(page, InviteRecord::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, InviteRecord::cursor));
  }

  /** An invite and its place. */
  @Type("InviteRecordEdge")
  @Name("InviteRecordEdge")
  @Description("An invite and its place.")
  public record Edge(
      @NonNull @Description("What is there.") InviteRecord node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
