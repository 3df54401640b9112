package io.siyu.catalog;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of products. */
@Type("ProductConnection")
@Description("A page of products, newest first.")
public record ProductConnection(
    @NonNull @Description("The products of this page.") List<@NonNull ProductView> nodes,
    @NonNull @Description("The same products, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static ProductConnection of(Page<Product> page) {
    return new ProductConnection(
        page.map(ProductView::of).items(),
        Connections.edges(page, ProductService::cursor, ProductView::of, Edge::new),
        Connections.pageInfo(page, ProductService::cursor));
  }

  /** A product and its place in the list. */
  @Type("ProductEdge")
  @Name("ProductEdge")
  @Description("A product and its place in the list.")
  public record Edge(
      @NonNull @Description("The product.") ProductView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
