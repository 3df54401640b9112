package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Offers that other features promise; {@link CouponIssuing} gives the copies. */
@ApplicationScoped
public class CouponGifts {

  private final Database database;
  private final Clock clock;
  private final CouponTemplateRepository templates;
  private final CouponRevoking revoking;

  CouponGifts(
      Database database, Clock clock, CouponTemplateRepository templates, CouponRevoking revoking) {
    this.database = database;
    this.clock = clock;
    this.templates = templates;
    this.revoking = revoking;
  }

  /**
   * @throws InvalidInput when there is no such offer, its copies are not granted, or it is over
   */
  public Uni<Void> require(UUID template, String... field) {
    return database
        .read(() -> templates.offer(template, null))
        .invoke(
            offer -> {
              if (offer == null
                  || !offer.ways().contains(IssueWay.GRANT)
                  || offer.obstacle(clock.instant()) == CouponIssueErrorCode.ENDED) {
                throw new InvalidInput(
                    List.of(field), "Name an offer that is not over and whose copies are granted.");
              }
            })
        .replaceWithVoid();
  }

  /** What an offer, which exists, is called and what its copies take off. */
  public Uni<CouponGift> gift(UUID template) {
    return database
        .read(() -> templates.forStaff(template, null, 1))
        .map(found -> new CouponGift(found.get(0).name(), found.get(0).terms()));
  }

  /**
   * The cause for which a copy was given is gone; in the caller's transaction. What an order holds
   * or used stays, and ends when that order gives it back.
   */
  public Uni<Void> takeBack(UUID coupon, String cause) {
    return revoking.take(List.of(coupon), cause).replaceWithVoid();
  }

  /**
   * @param name at most 60 characters
   */
  public record CouponGift(String name, CouponTermsView terms) {}
}
