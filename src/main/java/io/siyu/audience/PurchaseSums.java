package io.siyu.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a member ever ordered.
 *
 * @param firstAt null when no order stands
 * @param lastAt null when no order stands
 */
record PurchaseSums(
    UUID member, int orders, Instant firstAt, Instant lastAt, long paidFen, long refundedFen) {

  /** One for each of the members, those without any order too. */
  static List<PurchaseSums> of(Collection<UUID> members, List<PurchaseDay> days) {
    Map<UUID, PurchaseSums> sums = new LinkedHashMap<>();
    members.forEach(member -> sums.put(member, new PurchaseSums(member, 0, null, null, 0, 0)));
    days.forEach(day -> sums.computeIfPresent(day.member(), (member, sum) -> sum.plus(day)));
    return List.copyOf(sums.values());
  }

  private PurchaseSums plus(PurchaseDay day) {
    return new PurchaseSums(
        member,
        Math.addExact(orders, day.orders()),
        earlier(firstAt, day.firstAt()),
        later(lastAt, day.lastAt()),
        Math.addExact(paidFen, day.paidFen()),
        Math.addExact(refundedFen, day.refundedFen()));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a == null || b != null && b.isBefore(a) ? b : a;
  }

  private static Instant later(Instant a, Instant b) {
    return a == null || b != null && b.isAfter(a) ? b : a;
  }
}
