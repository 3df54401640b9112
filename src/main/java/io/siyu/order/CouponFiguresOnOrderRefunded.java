package io.siyu.order;

import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings the figures of offers up to date when an order with their coupons is refunded. */
@ApplicationScoped
class CouponFiguresOnOrderRefunded implements EventSubscriber<OrderRefunded> {

  private final OrderCouponFigures figures;

  CouponFiguresOnOrderRefunded(OrderCouponFigures figures) {
    this.figures = figures;
  }

  @Override
  public String name() {
    return "order.couponFiguresOnRefunded";
  }

  @Override
  public Class<OrderRefunded> eventType() {
    return OrderRefunded.class;
  }

  /** Only orders of the shop have coupons. */
  @Override
  public boolean concerns(OrderRefunded event) {
    return event.source() == OrderSource.SHOP;
  }

  @Override
  public Uni<Void> on(OrderRefunded event) {
    return figures.refresh(event.orderId());
  }
}
