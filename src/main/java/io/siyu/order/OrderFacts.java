package io.siyu.order;

import io.siyu.kernel.Money;
import java.util.List;
import java.util.UUID;

/**
 * An order as later packages see it.
 *
 * @param total what is paid: lines and freight
 */
public record OrderFacts(
    UUID orderId,
    UUID member,
    OrderSource source,
    UUID sourceId,
    Money total,
    List<OrderLineFacts> lines) {

  public OrderFacts {
    lines = List.copyOf(lines);
  }
}
