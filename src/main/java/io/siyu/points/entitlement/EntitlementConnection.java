package io.siyu.points.entitlement;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of a member's entitlements, newest first. */
@Type("EntitlementConnection")
@Description("A page of a member's entitlements, newest first.")
public record EntitlementConnection(
    @NonNull @Description("What is on this page.") List<@NonNull EntitlementView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static EntitlementConnection of(Page<Entitlement> page) {
    return new EntitlementConnection(
        page.map(EntitlementView::of).items(),
        Connections.edges(page, Entitlement::cursor, EntitlementView::of, Edge::new),
        Connections.pageInfo(page, Entitlement::cursor));
  }

  /** An entitlement and its place in the list. */
  @Type("EntitlementEdge")
  @Name("EntitlementEdge")
  @Description("An entitlement and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") EntitlementView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
