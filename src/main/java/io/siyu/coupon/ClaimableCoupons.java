package io.siyu.coupon;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The coupons that are there for the taking. */
@ApplicationScoped
class ClaimableCoupons {

  private static final String LIST = "claimableCoupons";

  private final Database database;
  private final Clock clock;
  private final CouponTemplateRepository templates;
  private final CouponAudiences audiences;

  ClaimableCoupons(
      Database database,
      Clock clock,
      CouponTemplateRepository templates,
      CouponAudiences audiences) {
    this.database = database;
    this.clock = clock;
    this.templates = templates;
    this.audiences = audiences;
  }

  /**
   * Newest first: open ones, sold-out ones, those that open later and those of higher tiers, until
   * they end. What is meant for other segments, or for new members, is not shown.
   *
   * @param member whose own copies count, or null
   */
  Uni<Page<ClaimableCoupon>> page(UUID member, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    UUID before = cursor == null ? null : cursor.uuid(0);
    Instant now = clock.instant();
    return database
        .read(
            () ->
                templates
                    .segmentsOfClaimable(now)
                    .chain(segments -> audiences.viewpoint(member, segments))
                    .chain(
                        viewpoint -> templates.claimable(member, viewpoint, now, before, size + 1)))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(ClaimableCoupon coupon) {
    return Cursor.of(LIST, coupon.offer().id());
  }
}
