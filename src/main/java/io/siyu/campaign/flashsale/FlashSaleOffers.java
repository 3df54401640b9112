package io.siyu.campaign.flashsale;

import io.siyu.catalog.PublicOffers;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

/** Sales that are open or will be show their goods to everybody. */
@ApplicationScoped
class FlashSaleOffers implements PublicOffers {

  private final Sql sql;
  private final Clock clock;

  FlashSaleOffers(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public Uni<Boolean> offerAny(Collection<UUID> skus) {
    return sql.first(
        """
        SELECT EXISTS (
          SELECT FROM campaign c JOIN flash_sale_item i ON i.sale_id = c.id
          WHERE c.status IN ('SCHEDULED', 'RUNNING', 'PAUSED') AND c.closes_at > $2
            AND i.sku_id = ANY($1)) AS offered""",
        row -> row.bool("offered"),
        skus,
        clock.instant());
  }
}
