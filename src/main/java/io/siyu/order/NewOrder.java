package io.siyu.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An order to be created.
 *
 * @param sourceId the chain or flash sale; null for SHOP
 * @param lines at most 50, every SKU once
 * @param couponIds empty unless SHOP
 * @param points how many to pay with; 0 unless SHOP
 * @param delivery to be placed, a pick-up needs its store and a delivery its address
 * @param payBy until when it must be paid; null for the configured default (15 minutes)
 * @param stockReserved whether the source holds the stock: then the source also gives it back, in
 *     {@link OrderParticipant}
 * @param hotspot as in {@link io.siyu.payment.PaymentRequest}; null for none
 */
public record NewOrder(
    UUID member,
    OrderSource source,
    UUID sourceId,
    List<NewOrderLine> lines,
    List<UUID> couponIds,
    long points,
    DeliveryChoice delivery,
    Instant payBy,
    boolean stockReserved,
    UUID hotspot) {

  public NewOrder {
    lines = List.copyOf(lines);
    couponIds = List.copyOf(couponIds);
    Objects.requireNonNull(delivery, "delivery");
  }
}
