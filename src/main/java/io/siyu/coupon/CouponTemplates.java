package io.siyu.coupon;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes the offers of which members get copies. */
@ApplicationScoped
public class CouponTemplates {

  private final Database database;
  private final Sql sql;

  CouponTemplates(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return id of the new template
   */
  public Uni<UUID> create(CouponOffer offer) {
    UUID id = Ids.next();
    CouponDiscount discount = offer.discount();
    CouponValidity validity = offer.validity();
    return database.transaction(
        () ->
            sql.update(
                    """
                    INSERT INTO coupon_template
                      (id, name, kind, threshold_fen, amount_off_fen, percent_off, cap_fen,
                       product_ids, total, per_member_limit, issue_ways, issue_from, issue_until,
                       valid_from, valid_to, valid_days)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
                    id,
                    offer.name(),
                    discount.kind(),
                    discount.threshold().fen(),
                    discount.amountOff().fen(),
                    discount.percentOff(),
                    discount.cap() == null ? null : discount.cap().fen(),
                    discount.productIds(),
                    offer.total(),
                    offer.perMemberLimit(),
                    offer.ways(),
                    offer.issueFrom(),
                    offer.issueUntil(),
                    validity.from(),
                    validity.to(),
                    validity.days())
                .replaceWith(id));
  }
}
