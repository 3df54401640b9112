package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.kernel.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A new template, checked.
 *
 * @param name at most 60 characters
 * @param discount what a copy takes off
 * @param total copies that may be issued, 1–10,000,000
 * @param perMemberLimit copies that one member may have, 1–1000
 * @param ways how copies may reach members, at least one
 * @param issueFrom from when copies are issued
 * @param issueUntil until when, exclusive; null when it stays open
 * @param audience whom it is meant for
 * @param stacking what its copies go together with
 * @param stores where copies can be used beside orders, at most 100; empty means in all
 */
public record CouponOffer(
    String name,
    CouponDiscount discount,
    int total,
    int perMemberLimit,
    Set<IssueWay> ways,
    Instant issueFrom,
    Instant issueUntil,
    CouponValidity validity,
    CouponAudience audience,
    CouponStacking stacking,
    Set<UUID> stores) {

  private static final int MAX_NAME = 60;
  static final int MAX_STORES = 100;
  static final int MAX_TOTAL = 10_000_000;
  static final int MAX_PER_MEMBER = 1000;

  public CouponOffer {
    name = Text.requiredLine(name, MAX_NAME, "input", "name");
    Numbers.inRange(total, 1, MAX_TOTAL, "input", "total");
    Numbers.inRange(perMemberLimit, 1, MAX_PER_MEMBER, "input", "perMemberLimit");
    ways = Set.copyOf(ways);
    if (ways.isEmpty()) {
      throw new InvalidInput(List.of("input", "issueWays"), "At least one way is required.");
    }
    stores = Set.copyOf(stores);
    if (stores.size() > MAX_STORES) {
      throw new InvalidInput(List.of("input", "storeIds"), "At most 100 stores.");
    }
    if (issueUntil != null && !issueFrom.isBefore(issueUntil)) {
      throw new InvalidInput(
          List.of("input", "issueUntil"), "The end must be after the beginning.");
    }
  }

  /** For everybody, in the stacking group of its kind. */
  public CouponOffer(
      String name,
      CouponDiscount discount,
      int total,
      int perMemberLimit,
      Set<IssueWay> ways,
      Instant issueFrom,
      Instant issueUntil,
      CouponValidity validity) {
    this(
        name,
        discount,
        total,
        perMemberLimit,
        ways,
        issueFrom,
        issueUntil,
        validity,
        CouponAudience.EVERYBODY,
        CouponStacking.of(discount.kind(), null, null),
        Set.of());
  }

  /**
   * @throws InvalidInput when it names a moment that nobody can mean
   */
  void requirePlausibleTimes(Instant now) {
    Times.plausible(issueFrom, now, "input", "issueFrom");
    if (issueUntil != null) {
      Times.plausible(issueUntil, now, "input", "issueUntil");
    }
    if (validity.days() == null) {
      Times.plausible(validity.from(), now, "input", "validFrom");
      Times.plausible(validity.to(), now, "input", "validTo");
    }
  }
}
