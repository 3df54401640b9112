package io.siyu.catalog;

import io.quarkus.arc.All;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Keeps what is offered to everybody at this moment from becoming somebody's alone. */
@ApplicationScoped
class OfferedGoods {

  private final Sql sql;
  private final List<PublicOffers> campaigns;

  OfferedGoods(Sql sql, @All List<PublicOffers> campaigns) {
    this.sql = sql;
    this.campaigns = campaigns;
  }

  /**
   * In the caller's transaction, which has locked the product's SKUs.
   *
   * @throws Refusal OFFERED_TO_EVERYBODY
   */
  Uni<Void> refuseToLimit(UUID product) {
    return sql.list("SELECT id FROM sku WHERE product_id = $1", row -> row.uuid("id"), product)
        .chain(this::refuseIfOffered);
  }

  private Uni<Void> refuseIfOffered(List<UUID> skus) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PublicOffers campaign : campaigns) {
      all =
          all.chain(() -> campaign.offerAny(skus)).invoke(OfferedGoods::refuseIf).replaceWithVoid();
    }
    return all;
  }

  private static void refuseIf(boolean offered) {
    if (offered) {
      throw Refusal.of(
          SaveProductErrorCode.OFFERED_TO_EVERYBODY,
          "A flash sale or chain-buy that everybody can see offers this product. Limit it when that"
              + " has ended.",
          "input");
    }
  }
}
