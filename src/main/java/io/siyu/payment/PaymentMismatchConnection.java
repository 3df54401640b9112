package io.siyu.payment;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of mismatches, newest first. */
@Type("PaymentMismatchConnection")
@Description("A page of mismatches, newest first.")
public record PaymentMismatchConnection(
    @NonNull @Description("What is on this page.") List<@NonNull PaymentMismatchView> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static PaymentMismatchConnection of(Page<PaymentMismatchView> page) {
    return new PaymentMismatchConnection(
        page.items(),
        Connections.edges(page, PaymentMismatchView::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, PaymentMismatchView::cursor));
  }

  /** A mismatch and its place. */
  @Type("PaymentMismatchEdge")
  @Name("PaymentMismatchEdge")
  @Description("A mismatch and its place.")
  public record Edge(
      @NonNull @Description("What is there.") PaymentMismatchView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
