package io.siyu.coupon;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of grants. */
@Type("CouponGrantBatchConnection")
@Name("CouponGrantBatchConnection")
@Description("A page of grants of coupons (发放批次), newest first.")
public record CouponGrantBatchConnection(
    @NonNull @Description("What is on this page.") List<@NonNull CouponGrantBatch> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static CouponGrantBatchConnection of(Page<CouponGrantBatch> page) {
    return new CouponGrantBatchConnection(
        page.items(),
        Connections.edges(page, CouponGrantBatch::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, CouponGrantBatch::cursor));
  }

  /** A grant and its place in the list. */
  @Type("CouponGrantBatchEdge")
  @Name("CouponGrantBatchEdge")
  @Description("A grant of coupons and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") CouponGrantBatch node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
