package io.siyu.order;

import io.siyu.coupon.CouponFigures;
import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells the offers of an order's coupons what the order brought, as it stands now. */
@ApplicationScoped
class OrderCouponFigures {

  private final Database database;
  private final OrderRepository orders;
  private final CouponFigures figures;

  OrderCouponFigures(Database database, OrderRepository orders, CouponFigures figures) {
    this.database = database;
    this.orders = orders;
    this.figures = figures;
  }

  /** In the transaction of the order to be, whose coupons are held already. */
  Uni<Void> expect(UUID orderId, Basket basket) {
    Map<UUID, Money> discounts =
        basket.verdicts().stream()
            .filter(verdict -> verdict.applied() && verdict.isUsable())
            .collect(
                Collectors.toMap(verdict -> verdict.coupon().couponId(), CouponVerdict::discount));
    return figures.expect(orderId, discounts);
  }

  /**
   * The order is read after its share is locked by whoever came before, so that the last of several
   * events writes what holds then.
   */
  Uni<Void> refresh(UUID orderId) {
    return database.transaction(
        () ->
            figures
                .lock(orderId)
                .chain(
                    held ->
                        held
                            ? orders
                                .get(orderId)
                                .chain(
                                    order ->
                                        figures.replace(
                                            orderId,
                                            counts(order.status()),
                                            order.total(),
                                            order.total().minus(order.refunded())))
                            : Uni.createFrom().voidItem()));
  }

  private static boolean counts(OrderStatus status) {
    return switch (status) {
      case PAID, READY_FOR_PICKUP, SHIPPED, COMPLETED -> true;
      case PENDING_PAYMENT, CANCELLED, REFUNDED -> false;
    };
  }
}
