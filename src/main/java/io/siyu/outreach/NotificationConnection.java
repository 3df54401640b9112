package io.siyu.outreach;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of a member's inbox. */
@Type("NotificationConnection")
@Description("A page of the member's inbox, newest first.")
public record NotificationConnection(
    @NonNull @Description("The notifications of this page.") List<@NonNull NotificationView> nodes,
    @NonNull @Description("The same notifications, each with its cursor.")
        List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static NotificationConnection of(Page<NotificationView> page) {
    return new NotificationConnection(
        page.items(),
        Connections.edges(page, Notifications::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, Notifications::cursor));
  }

  /** A notification and its place in the list. */
  @Type("NotificationEdge")
  @Name("NotificationEdge")
  @Description("A notification and its place in the list.")
  public record Edge(
      @NonNull @Description("The notification.") NotificationView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
