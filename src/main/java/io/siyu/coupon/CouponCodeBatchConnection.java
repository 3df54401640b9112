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

/** A page of batches of codes. */
@Type("CouponCodeBatchConnection")
@Name("CouponCodeBatchConnection")
@Description("A page of batches of codes (兑换码批次), newest first.")
public record CouponCodeBatchConnection(
    @NonNull @Description("What is on this page.") List<@NonNull CouponCodeBatch> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static CouponCodeBatchConnection of(Page<CouponCodeBatch> page) {
    return new CouponCodeBatchConnection(
        page.items(),
        Connections.edges(page, CouponCodeBatch::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, CouponCodeBatch::cursor));
  }

  /** A batch and its place in the list. */
  @Type("CouponCodeBatchEdge")
  @Name("CouponCodeBatchEdge")
  @Description("A batch of codes and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") CouponCodeBatch node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
