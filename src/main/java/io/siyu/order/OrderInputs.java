package io.siyu.order;

import io.siyu.catalog.SkuView;
import io.siyu.coupon.CouponView;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Turns what clients send into what services take, checked. */
final class OrderInputs {

  private static final int MAX_ITEMS = 50;
  private static final int MAX_QUANTITY = 999;

  /** Of one order. */
  static final int MAX_COUPONS = 5;

  private OrderInputs() {}

  static NewOrder order(UUID member, CreateOrderInput input) {
    return shopOrder(
        member, input.items(), input.couponIds(), input.points(), input.delivery().checked());
  }

  static NewOrder basket(UUID member, QuoteOrderInput input) {
    return shopOrder(
        member,
        input.items(),
        input.couponIds(),
        input.points(),
        new DeliveryChoice(input.delivery(), null, null, null, null));
  }

  private static NewOrder shopOrder(
      UUID member,
      List<OrderItemInput> items,
      List<String> couponIds,
      Integer points,
      DeliveryChoice delivery) {
    return new NewOrder(
        member,
        OrderSource.SHOP,
        null,
        lines(items),
        coupons(couponIds),
        points == null ? 0 : Numbers.inRange(points, 0, Integer.MAX_VALUE, "input", "points"),
        delivery,
        null,
        false,
        null);
  }

  private static List<NewOrderLine> lines(List<OrderItemInput> items) {
    Numbers.inRange(items.size(), 1, MAX_ITEMS, "input", "items");
    List<NewOrderLine> lines = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String index = String.valueOf(i);
      UUID sku = SkuView.ID.decode(items.get(i).skuId(), "input", "items", index, "skuId");
      if (!seen.add(sku)) {
        throw new InvalidInput(
            List.of("input", "items", index, "skuId"), "Every SKU may be there once.");
      }
      int quantity =
          Numbers.inRange(
              items.get(i).quantity(), 1, MAX_QUANTITY, "input", "items", index, "quantity");
      lines.add(new NewOrderLine(sku, quantity, null));
    }
    return lines;
  }

  private static List<UUID> coupons(List<String> ids) {
    if (ids == null) {
      return List.of();
    }
    Numbers.inRange(ids.size(), 0, MAX_COUPONS, "input", "couponIds");
    return ids.stream()
        .map(id -> CouponView.ID.decode(id, "input", "couponIds"))
        .distinct()
        .toList();
  }
}
