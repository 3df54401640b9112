package io.siyu.coupon;

import io.siyu.member.BenefitCoupons;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Coupons as benefits of tiers: copies of offers that are granted. */
@ApplicationScoped
class TierCoupons implements BenefitCoupons {

  private final Database database;
  private final Sql sql;
  private final CouponIssuing issuing;
  private final Clock clock;

  TierCoupons(Database database, Sql sql, CouponIssuing issuing, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.issuing = issuing;
    this.clock = clock;
  }

  @Override
  public Uni<Boolean> canGive(UUID template, int copies, boolean freeShipping) {
    Instant now = clock.instant();
    return database.read(
        () ->
            sql.first(
                """
                SELECT count(*) > 0 AS possible FROM coupon_template
                WHERE id = $1 AND 'GRANT' = ANY (issue_ways) AND per_member_limit >= $2
                  AND (kind = 'FREE_SHIPPING' OR NOT $3) AND disabled_at IS NULL
                  AND (issue_until IS NULL OR issue_until > $4)
                  AND (valid_to IS NULL OR valid_to > $4)""",
                row -> row.bool("possible"),
                template,
                copies,
                freeShipping,
                now));
  }

  @Override
  public Uni<Void> give(UUID member, UUID template, String key) {
    return issuing.grant(member, template, CouponSource.BENEFIT, key).replaceWithVoid();
  }

  @Override
  public Uni<Map<UUID, String>> names(Collection<UUID> templates) {
    if (templates.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    "SELECT id, name FROM coupon_template WHERE id = ANY($1)",
                    row -> Map.entry(row.uuid("id"), row.text("name")),
                    Set.copyOf(templates)))
        .map(
            found -> {
              Map<UUID, String> names = new HashMap<>();
              found.forEach(entry -> names.put(entry.getKey(), entry.getValue()));
              return names;
            });
  }
}
