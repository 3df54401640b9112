package io.siyu.order;

import io.siyu.member.OpenMatter;
import io.siyu.member.OpenMatterKind;
import io.siyu.member.OpenMatters;
import io.siyu.payment.PaymentService;
import io.siyu.payment.RefundService;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Orders under way, and money under way for those that are over. */
@ApplicationScoped
class OrderOpenMatters implements OpenMatters {

  private final Sql sql;
  private final PaymentService payments;
  private final RefundService refunds;

  OrderOpenMatters(Sql sql, PaymentService payments, RefundService refunds) {
    this.sql = sql;
    this.payments = payments;
    this.refunds = refunds;
  }

  @Override
  public Uni<List<OpenMatter>> of(UUID member) {
    return sql.list(
            """
            SELECT id, status NOT IN ('COMPLETED', 'CANCELLED', 'REFUNDED') AS open
            FROM customer_order WHERE member_id = $1 ORDER BY id""",
            Known::of,
            member)
        .chain(this::open);
  }

  private Uni<List<OpenMatter>> open(List<Known> orders) {
    List<UUID> over = orders.stream().filter(order -> !order.open()).map(Known::id).toList();
    List<UUID> open = orders.stream().filter(Known::open).map(Known::id).toList();
    List<OpenMatter> matters = new ArrayList<>(matters(OpenMatterKind.ORDER, open));
    return payments
        .openAmong(over)
        .invoke(ids -> matters.addAll(matters(OpenMatterKind.PAYMENT, ids)))
        .chain(() -> refunds.underWayAmong(over))
        .invoke(ids -> matters.addAll(matters(OpenMatterKind.REFUND, ids)))
        .chain(() -> requestedAmong(over))
        .invoke(ids -> matters.addAll(matters(OpenMatterKind.REFUND, ids)))
        .replaceWith(matters);
  }

  private Uni<List<UUID>> requestedAmong(List<UUID> orders) {
    return sql.list(
        """
        SELECT DISTINCT order_id FROM refund_request
        WHERE order_id = ANY($1::uuid[]) AND state = 'REQUESTED' ORDER BY order_id""",
        row -> row.uuid("order_id"),
        orders);
  }

  private static List<OpenMatter> matters(OpenMatterKind kind, List<UUID> orders) {
    return orders.stream()
        .limit(AT_MOST)
        .map(order -> new OpenMatter(kind, OrderView.ID.encode(order)))
        .toList();
  }

  private record Known(UUID id, boolean open) {
    static Known of(SqlRow row) {
      return new Known(row.uuid("id"), row.bool("open"));
    }
  }
}
