package io.siyu.campaign.flashsale;

import io.siyu.campaign.CampaignStatus;
import io.siyu.kernel.Money;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;

/** What one item of a sale is sold for, and when. */
record SaleTerms(
    UUID item,
    UUID sale,
    UUID sku,
    Money price,
    int perMemberLimit,
    CampaignStatus status,
    Instant opensAt,
    Instant closesAt) {

  static SaleTerms of(SqlRow row) {
    return new SaleTerms(
        row.uuid("id"),
        row.uuid("sale_id"),
        row.uuid("sku_id"),
        Money.ofFen(row.number("price_fen")),
        row.integer("per_member_limit"),
        row.enumeration(CampaignStatus.class, "status"),
        row.instant("opens_at"),
        row.instant("closes_at"));
  }
}
