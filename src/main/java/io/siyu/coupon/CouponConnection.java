package io.siyu.coupon;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of a member's coupons. */
@Type("CouponConnection")
@Description("A page of the member's coupons, newest first.")
public record CouponConnection(
    @NonNull @Description("The coupons of this page.") List<@NonNull CouponView> nodes,
    @NonNull @Description("The same coupons, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static CouponConnection of(Page<CouponTerms> page) {
    return new CouponConnection(
        page.map(CouponView::of).items(),
        Connections.edges(page, MemberCoupons::cursor, CouponView::of, Edge::new),
        Connections.pageInfo(page, MemberCoupons::cursor));
  }

  /** A coupon and its place in the list. */
  @Type("CouponEdge")
  @Name("CouponEdge")
  @Description("A coupon and its place in the list.")
  public record Edge(
      @NonNull @Description("The coupon.") CouponView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
