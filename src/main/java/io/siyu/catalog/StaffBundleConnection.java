package io.siyu.catalog;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of bundles for staff. */
@Type("StaffBundleConnection")
@Description("A page of bundles for staff, newest first.")
public record StaffBundleConnection(
    @NonNull @Description("The bundles of this page.") List<@NonNull StaffBundleView> nodes,
    @NonNull @Description("The same bundles, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static StaffBundleConnection of(Page<BundleTerms> page, Instant now) {
    return new StaffBundleConnection(
        page.map(bundle -> StaffBundleView.of(bundle, now)).items(),
        Connections.edges(
            page, Bundles::cursor, bundle -> StaffBundleView.of(bundle, now), Edge::new),
        Connections.pageInfo(page, Bundles::cursor));
  }

  /** A bundle and its place in the list. */
  @Type("StaffBundleEdge")
  @Name("StaffBundleEdge")
  @Description("A bundle and its place in the list.")
  public record Edge(
      @NonNull @Description("The bundle.") StaffBundleView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
