package io.siyu.catalog;

import io.siyu.audience.Lifecycle;
import io.siyu.audience.LifecycleStage;
import io.siyu.audience.Lifecycles;
import io.siyu.audience.Segments;
import io.siyu.member.TierService;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds out who looks at the shop. */
@ApplicationScoped
class Shoppers {

  private final Database database;
  private final Sql sql;
  private final TierService tiers;
  private final Lifecycles lifecycles;
  private final Segments segments;

  Shoppers(
      Database database, Sql sql, TierService tiers, Lifecycles lifecycles, Segments segments) {
    this.database = database;
    this.sql = sql;
    this.tiers = tiers;
    this.lifecycles = lifecycles;
    this.segments = segments;
  }

  /**
   * @param member null when nobody is logged in
   */
  Uni<Shopper> of(UUID member) {
    if (member == null) {
      return Uni.createFrom().item(Shopper.ANYBODY);
    }
    return database.read(
        () ->
            tiers
                .tierOf(member)
                .chain(
                    tier ->
                        isNew(member)
                            .chain(
                                isNew ->
                                    wanted()
                                        .chain(all -> segments.containing(member, all))
                                        .map(
                                            inside ->
                                                new Shopper(true, tier.level(), isNew, inside)))));
  }

  private Uni<Boolean> isNew(UUID member) {
    return lifecycles
        .of(List.of(member))
        .map(
            found -> {
              Lifecycle lifecycle = found.get(member);
              return lifecycle != null && lifecycle.stage() == LifecycleStage.NEW;
            });
  }

  /** Segments that products on sale are meant for: a few, as there are only so many. */
  private Uni<List<UUID>> wanted() {
    return sql.list(
        "SELECT DISTINCT segment_id FROM product WHERE segment_id IS NOT NULL AND on_sale",
        row -> row.uuid("segment_id"));
  }
}
