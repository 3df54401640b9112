package io.siyu.campaign.flashsale;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The gate's answer to one attempt; what a verdict does not speak of is null or zero.
 *
 * @param token names the reservation; begins with the gate's generation
 * @param slots the reserved slots
 * @param sale the sale of the item, for its progress
 * @param order what the key bought before
 * @param at when the sale opens, or when it closed
 * @param left units that are left, or that the member may still buy
 */
record GateAnswer(
    GateVerdict verdict,
    String token,
    List<Integer> slots,
    UUID sale,
    UUID order,
    Instant at,
    int left) {

  static GateAnswer of(GateVerdict verdict) {
    return new GateAnswer(verdict, null, List.of(), null, null, null, 0);
  }

  static GateAnswer reserved(String token, List<Integer> slots, UUID sale) {
    return new GateAnswer(GateVerdict.RESERVED, token, slots, sale, null, null, 0);
  }

  static GateAnswer bought(UUID order) {
    return new GateAnswer(GateVerdict.BOUGHT, null, List.of(), null, order, null, 0);
  }

  static GateAnswer at(GateVerdict verdict, Instant at) {
    return new GateAnswer(verdict, null, List.of(), null, null, at, 0);
  }

  static GateAnswer left(GateVerdict verdict, int left) {
    return new GateAnswer(verdict, null, List.of(), null, null, null, left);
  }
}
