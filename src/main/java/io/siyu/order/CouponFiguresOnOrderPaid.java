package io.siyu.order;

import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings the figures of offers up to date when an order with their coupons is paid. */
@ApplicationScoped
class CouponFiguresOnOrderPaid implements EventSubscriber<OrderPaid> {

  private final OrderCouponFigures figures;

  CouponFiguresOnOrderPaid(OrderCouponFigures figures) {
    this.figures = figures;
  }

  @Override
  public String name() {
    return "order.couponFiguresOnPaid";
  }

  @Override
  public Class<OrderPaid> eventType() {
    return OrderPaid.class;
  }

  /** Only orders of the shop have coupons. */
  @Override
  public boolean concerns(OrderPaid event) {
    return event.source() == OrderSource.SHOP;
  }

  @Override
  public Uni<Void> on(OrderPaid event) {
    return figures.refresh(event.orderId());
  }
}
