package io.siyu.coupon;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A template as a would-be claimer meets it.
 *
 * @param left copies not yet issued
 * @param taken copies that the asking member has had; zero for nobody
 * @param endsAt when the last copy can be issued, exclusive: end of the window or of a fixed
 *     validity, whichever is earlier; null when it stays open
 */
record Offer(
    UUID id,
    int left,
    int perMemberLimit,
    int taken,
    Set<IssueWay> ways,
    Instant issueFrom,
    Instant endsAt) {

  /**
   * @return why nobody can have one now, or null; the member's own limit is not looked at
   */
  CouponIssueErrorCode obstacle(Instant now) {
    if (endsAt != null && !now.isBefore(endsAt)) {
      return CouponIssueErrorCode.ENDED;
    }
    if (now.isBefore(issueFrom)) {
      return CouponIssueErrorCode.NOT_OPEN;
    }
    return left > 0 ? null : CouponIssueErrorCode.SOLD_OUT;
  }
}
