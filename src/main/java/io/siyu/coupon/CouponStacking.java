package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.platform.database.SqlRow;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a coupon goes together with.
 *
 * @param group of one group, one coupon goes into an order; e.g. GOODS, SHIPPING
 * @param priority 0–1000: of the coupons of an order the higher ones take off first
 */
public record CouponStacking(String group, int priority) {

  private static final Pattern GROUP = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final int MAX_PRIORITY = 1000;

  public CouponStacking {
    if (!GROUP.matcher(group).matches()) {
      throw new InvalidInput(
          List.of("input", "stackingGroup"),
          "A stacking group is 1 to 32 capital letters, digits and underscores.");
    }
    Numbers.inRange(priority, 0, MAX_PRIORITY, "input", "priority");
  }

  /**
   * @param group null for the group of its kind
   * @param priority null for none
   */
  public static CouponStacking of(CouponKind kind, String group, Integer priority) {
    return new CouponStacking(
        group == null ? groupOf(kind) : group, priority == null ? 0 : priority);
  }

  /** Also of copies that were issued before there were groups. */
  static CouponStacking of(CouponKind kind, SqlRow row) {
    return of(kind, row.text("stacking_group"), row.integer("priority"));
  }

  private static String groupOf(CouponKind kind) {
    return switch (kind) {
      case FIXED_OFF, PERCENT_OFF, NO_THRESHOLD, EXCHANGE -> "GOODS";
      case FREE_SHIPPING -> "SHIPPING";
    };
  }
}
