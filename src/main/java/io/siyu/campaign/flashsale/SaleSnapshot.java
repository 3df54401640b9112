package io.siyu.campaign.flashsale;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All that a gate is built from, read by one statement. */
record SaleSnapshot(
    UUID item,
    UUID sale,
    Instant opensAt,
    Instant closesAt,
    int perMemberLimit,
    List<Slot> slots,
    List<Purchase> purchases) {

  /**
   * @param sold null while the slot is free
   */
  record Slot(int number, SoldSlot sold) {}
}
