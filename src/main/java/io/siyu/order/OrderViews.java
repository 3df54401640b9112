package io.siyu.order;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.graphql.MoneyView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders as the API shows them, for every feature whose payloads carry one. */
@ApplicationScoped
public class OrderViews {

  private static final String LIST = "orders";

  private final Database database;
  private final Sql sql;
  private final OrderRepository orders;
  private final OrderRefundQueries refunds;
  private final Clock clock;

  OrderViews(
      Database database, Sql sql, OrderRepository orders, OrderRefundQueries refunds, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.orders = orders;
    this.refunds = refunds;
    this.clock = clock;
  }

  /**
   * @throws io.siyu.kernel.RequestFailure NOT_FOUND when it is not the member's
   */
  public Uni<OrderView> byId(UUID memberId, UUID orderId) {
    return database.read(() -> orders.getOwn(memberId, orderId)).map(this::view);
  }

  /** Whoever it belongs to. */
  Uni<OrderView> any(UUID orderId) {
    return database.read(() -> orders.get(orderId)).map(this::view);
  }

  /** Whoever they belong to, in one query; unknown ids are absent. */
  public Uni<Map<UUID, OrderView>> byIds(Collection<UUID> orderIds) {
    if (orderIds.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(() -> orders.all(orderIds))
        .map(rows -> rows.stream().collect(Collectors.toMap(OrderRow::id, this::view)));
  }

  /** One page, newest first. */
  Uni<Page<OrderView>> page(OrderFilter filter, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database
        .read(() -> rows(filter, cursor == null ? null : cursor.uuid(0), size + 1))
        .map(rows -> Page.of(rows, size).map(this::view));
  }

  static Cursor cursor(OrderView order) {
    return Cursor.of(LIST, OrderView.ID.decode(order.id(), "id"));
  }

  /** In one query for all of them. */
  Uni<List<List<OrderLineView>>> lines(List<OrderView> of) {
    List<UUID> ids = ids(of);
    return database
        .read(() -> orders.linesByOrder(ids))
        .map(
            found ->
                ids.stream()
                    .map(
                        id ->
                            found.getOrDefault(id, List.of()).stream()
                                .map(OrderLineView::of)
                                .toList())
                    .toList());
  }

  /** In two queries for all of them. */
  Uni<List<List<OrderRefundView>>> refunds(List<OrderView> of) {
    List<UUID> ids = ids(of);
    return database
        .read(() -> refunds.ofOrders(ids))
        .map(found -> ids.stream().map(id -> found.getOrDefault(id, List.of())).toList());
  }

  private Uni<List<OrderRow>> rows(OrderFilter filter, UUID before, int limit) {
    return sql.list(
        "SELECT "
            + OrderRow.COLUMNS
            + """
             FROM customer_order o
            WHERE ($1::uuid IS NULL OR member_id = $1) AND ($2::text IS NULL OR status = $2)
              AND ($3::text IS NULL OR source = $3) AND ($4::uuid IS NULL OR id < $4)
              AND (NOT $5 OR EXISTS (
                SELECT 1 FROM order_refund r WHERE r.order_id = o.id AND r.money = 'REFUSED'))
              AND (NOT $7 OR EXISTS (
                SELECT 1 FROM refund_request r
                WHERE r.order_id = o.id AND r.state = 'REQUESTED'))
              AND ($8::uuid IS NULL OR store_id = $8)
              AND ($9::timestamptz IS NULL OR created_at >= $9)
              AND ($10::timestamptz IS NULL OR created_at < $10)
            ORDER BY id DESC LIMIT $6""",
        OrderRow::of,
        filter.member(),
        filter.status(),
        filter.source(),
        before,
        filter.refundRefused(),
        limit,
        filter.refundRequested(),
        filter.store(),
        filter.from(),
        filter.before());
  }

  private OrderView view(OrderRow order) {
    Instant now = clock.instant();
    return new OrderView(
        OrderView.ID.encode(order.id()),
        order.status(),
        order.source(),
        MoneyView.of(order.goods()),
        MoneyView.of(order.discount()),
        MoneyView.of(order.freight()),
        Math.toIntExact(order.pointsUsed()),
        MoneyView.of(order.pointsDiscount()),
        MoneyView.of(order.total()),
        MoneyView.of(order.refunded()),
        delivery(order),
        order.payBy(),
        now,
        order.createdAt(),
        order.paidAt());
  }

  private static OrderDeliveryView delivery(OrderRow order) {
    DeliveryChoice delivery = order.delivery();
    return new OrderDeliveryView(
        delivery.kind(),
        delivery.storeId() == null ? null : OrderDeliveryView.STORE_ID.encode(delivery.storeId()),
        delivery.recipientName(),
        delivery.phone(),
        delivery.address(),
        order.carrier(),
        order.trackingNumber());
  }

  private static List<UUID> ids(List<OrderView> of) {
    Function<OrderView, UUID> id = order -> OrderView.ID.decode(order.id(), "id");
    return of.stream().map(id).toList();
  }
}
