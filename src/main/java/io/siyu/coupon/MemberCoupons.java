package io.siyu.coupon;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a member sees of their own coupons. */
@ApplicationScoped
class MemberCoupons {

  private static final String LIST = "coupons";

  private final Database database;
  private final Clock clock;
  private final MemberDirectory members;
  private final CouponRepository coupons;

  MemberCoupons(Database database, Clock clock, MemberDirectory members, CouponRepository coupons) {
    this.database = database;
    this.clock = clock;
    this.members = members;
    this.coupons = coupons;
  }

  /**
   * Newest first.
   *
   * @param status null for all; what has ended counts as EXPIRED, flipped or not
   */
  Uni<Page<CouponTerms>> page(UUID member, CouponStatus status, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    UUID before = cursor == null ? null : cursor.uuid(0);
    Instant now = clock.instant();
    return database
        .read(() -> coupons.page(member, status, now, before, size + 1))
        .map(rows -> Page.of(rows.stream().map(terms -> seenAt(terms, now)).toList(), size));
  }

  /**
   * The same for staff.
   *
   * @throws RequestFailure NOT_FOUND when there is no such member, or no more
   */
  Uni<Page<CouponTerms>> pageForStaff(
      UUID member, CouponStatus status, Integer first, String after) {
    return members
        .summaries(List.of(member))
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw RequestFailure.notFound("Member");
              }
            })
        .chain(() -> page(member, status, first, after));
  }

  /**
   * @throws RequestFailure NOT_FOUND when it is not the member's
   */
  Uni<CouponTerms> one(UUID member, UUID coupon) {
    return database
        .read(() -> coupons.terms(member, List.of(coupon)))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw RequestFailure.notFound("Coupon");
              }
              return seenAt(found.get(0), clock.instant());
            });
  }

  /**
   * For staff.
   *
   * @throws RequestFailure NOT_FOUND when there is none
   */
  Uni<CouponTerms> anyone(UUID coupon) {
    return database
        .read(() -> coupons.byId(coupon))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon"))
        .map(terms -> seenAt(terms, clock.instant()));
  }

  static Cursor cursor(CouponTerms coupon) {
    return Cursor.of(LIST, coupon.couponId());
  }

  /** The expiry job may be a minute behind; a member never sees a dead coupon as alive. */
  private static CouponTerms seenAt(CouponTerms terms, Instant now) {
    return terms.status() == CouponStatus.ISSUED && !now.isBefore(terms.validTo())
        ? terms.withStatus(CouponStatus.EXPIRED)
        : terms;
  }
}
