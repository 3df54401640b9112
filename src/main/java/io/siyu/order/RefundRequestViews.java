package io.siyu.order;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Requests for refunds as the API shows them. */
@ApplicationScoped
class RefundRequestViews {

  private static final String LIST = "refund-requests";

  private final Database database;
  private final RefundRequestRows requests;

  RefundRequestViews(Database database, RefundRequestRows requests) {
    this.database = database;
    this.requests = requests;
  }

  Uni<RefundRequestView> byId(UUID id) {
    return database.read(() -> requests.get(id)).map(RefundRequestView::of);
  }

  /** Newest first. */
  Uni<Page<RefundRequestView>> page(RefundRequestState state, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database
        .read(() -> requests.page(state, cursor == null ? null : cursor.uuid(0), size + 1))
        .map(rows -> Page.of(rows, size).map(RefundRequestView::of));
  }

  static Cursor cursor(RefundRequestView request) {
    return Cursor.of(LIST, RefundRequestView.ID.decode(request.id(), "id"));
  }

  /** In one query for all of them, newest first. */
  Uni<List<List<RefundRequestView>>> ofOrders(List<OrderView> orders) {
    List<UUID> ids = orders.stream().map(order -> OrderView.ID.decode(order.id(), "id")).toList();
    return database
        .read(() -> requests.ofOrders(ids, ids.size() * RefundRequests.MOST_OF_AN_ORDER))
        .map(
            found -> {
              Map<String, List<RefundRequestView>> byOrder =
                  found.stream()
                      .map(RefundRequestView::of)
                      .collect(Collectors.groupingBy(RefundRequestView::orderId));
              return orders.stream()
                  .map(order -> byOrder.getOrDefault(order.id(), List.of()))
                  .toList();
            });
  }
}
