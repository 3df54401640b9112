package io.siyu.coupon;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of offers. */
@Type("CouponTemplateConnection")
@Name("CouponTemplateConnection")
@Description("A page of offers (优惠券模板), newest first.")
public record CouponTemplateConnection(
    @NonNull @Description("What is on this page.") List<@NonNull CouponTemplateView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static final String LIST = "couponTemplates";

  static CouponTemplateConnection of(Page<CouponTemplateView> page) {
    return new CouponTemplateConnection(
        page.items(),
        Connections.edges(page, CouponTemplateConnection::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, CouponTemplateConnection::cursor));
  }

  private static Cursor cursor(CouponTemplateView template) {
    return Cursor.of(LIST, template.templateId());
  }

  /** An offer and its place in the list. */
  @Type("CouponTemplateEdge")
  @Name("CouponTemplateEdge")
  @Description("An offer and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") CouponTemplateView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
