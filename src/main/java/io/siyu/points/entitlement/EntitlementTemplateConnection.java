package io.siyu.points.entitlement;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of entitlement templates, newest first. */
@Type("EntitlementTemplateConnection")
@Description("A page of entitlement templates, newest first.")
public record EntitlementTemplateConnection(
    @NonNull @Description("What is on this page.") List<@NonNull EntitlementTemplateView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static EntitlementTemplateConnection of(Page<EntitlementTemplate> page) {
    return new EntitlementTemplateConnection(
        page.map(EntitlementTemplateView::of).items(),
        Connections.edges(
            page, EntitlementTemplate::cursor, EntitlementTemplateView::of, Edge::new),
        Connections.pageInfo(page, EntitlementTemplate::cursor));
  }

  /** A template and its place in the list. */
  @Type("EntitlementTemplateEdge")
  @Name("EntitlementTemplateEdge")
  @Description("A template and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") EntitlementTemplateView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
