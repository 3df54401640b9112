package io.siyu.coupon;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of offers that members may claim. */
@Type("ClaimableCouponConnection")
@Description("A page of coupons that members may claim, newest first.")
public record ClaimableCouponConnection(
    @NonNull @Description("The offers of this page.") List<@NonNull ClaimableCouponView> nodes,
    @NonNull @Description("The same offers, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static ClaimableCouponConnection of(Page<ClaimableCoupon> page) {
    return new ClaimableCouponConnection(
        page.map(ClaimableCouponView::of).items(),
        Connections.edges(page, ClaimableCoupons::cursor, ClaimableCouponView::of, Edge::new),
        Connections.pageInfo(page, ClaimableCoupons::cursor));
  }

  /** An offer and its place in the list. */
  @Type("ClaimableCouponEdge")
  @Name("ClaimableCouponEdge")
  @Description("An offer and its place in the list.")
  public record Edge(
      @NonNull @Description("The offer.") ClaimableCouponView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
