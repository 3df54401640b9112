package io.siyu.chain;

import io.siyu.catalog.PublicOffers;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/** Chains that are open show their goods to everybody; a draft is looked at when it opens. */
@ApplicationScoped
class ChainOffers implements PublicOffers {

  private final Sql sql;

  ChainOffers(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Uni<Boolean> offerAny(Collection<UUID> skus) {
    return sql.first(
        """
        SELECT EXISTS (
          SELECT FROM chain c JOIN chain_item i ON i.chain_id = c.id
          WHERE c.state IN ('OPEN', 'REACHED') AND i.sku_id = ANY($1)) AS offered""",
        row -> row.bool("offered"),
        skus);
  }
}
