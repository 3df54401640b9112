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

/** A page of join benefits. */
@Type("JoinBenefitConnection")
@Name("JoinBenefitConnection")
@Description("A page of coupons for joining communities (入群福利), by community.")
public record JoinBenefitConnection(
    @NonNull @Description("What is on this page.") List<@NonNull JoinBenefit> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static JoinBenefitConnection of(Page<JoinBenefit> page) {
    return new JoinBenefitConnection(
        page.items(),
        Connections.edges(page, JoinBenefit::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, JoinBenefit::cursor));
  }

  /** A join benefit and its place in the list. */
  @Type("JoinBenefitEdge")
  @Name("JoinBenefitEdge")
  @Description("A join benefit and its place in the list.")
  public record Edge(
      @NonNull @Description("What is there.") JoinBenefit node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
