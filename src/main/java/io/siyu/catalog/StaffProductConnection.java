package io.siyu.catalog;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of products for staff. */
@Type("StaffProductConnection")
@Description("A page of products for staff, newest first.")
public record StaffProductConnection(
    @NonNull @Description("The products of this page.") List<@NonNull StaffProductView> nodes,
    @NonNull @Description("The same products, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static StaffProductConnection of(Page<Product> page) {
    return new StaffProductConnection(
        page.map(StaffProductView::of).items(),
        Connections.edges(page, ProductService::cursor, StaffProductView::of, Edge::new),
        Connections.pageInfo(page, ProductService::cursor));
  }

  /** A product and its place in the list. */
  @Type("StaffProductEdge")
  @Name("StaffProductEdge")
  @Description("A product and its place in the list.")
  public record Edge(
      @NonNull @Description("The product.") StaffProductView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
