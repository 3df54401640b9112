package io.siyu.coupon;

import java.util.Set;
import org.eclipse.microprofile.graphql.Description;

/**
 * Where a coupon stands. The database refuses any other change than {@link #successors} names
 * (constraint {@code coupon_transition_allowed}).
 */
@Description("Where a coupon stands (优惠券状态).")
public enum CouponStatus {
  @Description("The member has it and may use it while it is valid (待使用).")
  ISSUED,
  @Description("An order holds it until it is paid or cancelled (锁定中).")
  HELD,
  @Description("Used in a paid order, or in a store (已使用).")
  USED,
  @Description("Its validity ended before it was used (已过期). Final.")
  EXPIRED,
  @Description("Taken back by staff (已作废). Final.")
  REVOKED;

  /**
   * @return what may come next; empty for a final state
   */
  public Set<CouponStatus> successors() {
    return switch (this) {
      case ISSUED -> Set.of(HELD, USED, EXPIRED, REVOKED);
      case HELD -> Set.of(USED, ISSUED, EXPIRED);
      case USED -> Set.of(ISSUED, EXPIRED);
      case EXPIRED, REVOKED -> Set.of();
    };
  }
}
