package io.siyu.coupon;

import io.siyu.kernel.Numbers;
import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/**
 * Whom an offer is meant for; all of it must hold when a copy is issued.
 *
 * @param minimumLevel level of the tier from which on, 1 = everybody
 * @param segment whose members alone; null when it does not matter
 * @param newMembersOnly whether only those who joined lately, and never before
 */
public record CouponAudience(int minimumLevel, UUID segment, boolean newMembersOnly) {

  public static final CouponAudience EVERYBODY = new CouponAudience(1, null, false);

  static final String COLUMNS = "minimum_level, segment_id, new_members_only";

  private static final int MAX_LEVEL = 1000;

  public CouponAudience {
    Numbers.inRange(minimumLevel, 1, MAX_LEVEL, "input", "minimumLevel");
  }

  static CouponAudience of(SqlRow row) {
    return new CouponAudience(
        row.integer("minimum_level"), row.uuid("segment_id"), row.bool("new_members_only"));
  }

  boolean isEverybody() {
    return equals(EVERYBODY);
  }
}
