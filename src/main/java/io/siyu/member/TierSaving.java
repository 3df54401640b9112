package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Staff set the tiers and what they give, on record. */
@ApplicationScoped
class TierSaving {

  /** A first look at the app shows them all. */
  static final int MOST_TIERS = 20;

  private static final int MOST_GROWTH = 1_000_000_000;

  private final Sql sql;
  private final Idempotency idempotency;
  private final TierService tiers;
  private final BenefitCoupons coupons;
  private final Audit audit;

  TierSaving(
      Sql sql, Idempotency idempotency, TierService tiers, BenefitCoupons coupons, Audit audit) {
    this.sql = sql;
    this.idempotency = idempotency;
    this.tiers = tiers;
    this.coupons = coupons;
    this.audit = audit;
  }

  /**
   * Changes a tier, or makes one above the highest. Members keep the tier that they have; whoever
   * has reached a lowered threshold rises with the next growth.
   *
   * @param id null = a new one
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal with a code of {@link SaveTierErrorCode}; then nothing changed
   */
  Uni<Tier> save(UUID operator, UUID id, NewTier tier, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveTier",
            idempotencyKey,
            Fingerprint.of(id, tier),
            () ->
                lockAll()
                    .invoke(present -> requireFit(present, id, tier))
                    .call(() -> requireGivable(tier.benefits(), 0))
                    .chain(present -> write(present, id, tier))
                    .call(saved -> replaceBenefits(saved, tier.benefits()))
                    .call(saved -> record(operator, saved, tier)))
        .chain(tiers::byId);
  }

  /** The lowest tier is never deleted; its row makes one saving wait for the other. */
  private Uni<List<Tier>> lockAll() {
    return sql.update("SELECT id FROM tier WHERE level = 1 FOR NO KEY UPDATE")
        .chain(() -> tiers.all());
  }

  private static void requireFit(List<Tier> present, UUID id, NewTier tier) {
    int level = id == null ? present.size() + 1 : levelOf(present, id);
    if (level > MOST_TIERS) {
      throw Refusal.of(SaveTierErrorCode.TOO_MANY_TIERS, "No more than 20 tiers.", "input");
    }
    boolean taken =
        present.stream()
            .anyMatch(other -> other.level() != level && other.name().equals(tier.name()));
    if (taken) {
      throw Refusal.of(
          SaveTierErrorCode.NAME_TAKEN, "Another tier has this name.", "input", "name");
    }
    int lowest = level == 1 ? 0 : present.get(level - 2).growthThreshold() + 1;
    int highest =
        level == 1
            ? 0
            : level < present.size() ? present.get(level).growthThreshold() - 1 : MOST_GROWTH;
    if (tier.growthThreshold() < lowest || tier.growthThreshold() > highest) {
      throw Refusal.of(
              SaveTierErrorCode.THRESHOLD_OUT_OF_ORDER,
              "Thresholds begin with 0 and grow from level to level.",
              "input",
              "growthThreshold")
          .with("lowest", lowest)
          .with("highest", highest);
    }
  }

  private static int levelOf(List<Tier> present, UUID id) {
    String wanted = Tier.ID.encode(id);
    return present.stream()
        .filter(tier -> tier.id().equals(wanted))
        .findFirst()
        .map(Tier::level)
        .orElseThrow(() -> RequestFailure.notFound("Tier"));
  }

  private Uni<Void> requireGivable(List<NewBenefit> benefits, int index) {
    if (index == benefits.size()) {
      return Uni.createFrom().voidItem();
    }
    NewBenefit benefit = benefits.get(index);
    Uni<Boolean> givable =
        benefit.template() == null
            ? Uni.createFrom().item(true)
            : coupons.canGive(
                benefit.template(),
                benefit.copies(),
                benefit.type() == TierBenefitType.MONTHLY_FREE_SHIPPING);
    return givable
        .invoke(
            possible -> {
              if (!possible) {
                throw Refusal.of(
                    SaveTierErrorCode.TEMPLATE_UNAVAILABLE,
                    "There is no such offer that can be given as this benefit.",
                    "input",
                    "benefits",
                    String.valueOf(index),
                    "couponTemplateId");
              }
            })
        .chain(() -> requireGivable(benefits, index + 1));
  }

  private Uni<UUID> write(List<Tier> present, UUID id, NewTier tier) {
    UUID saved = id == null ? Ids.next() : id;
    return sql.update(
            """
            INSERT INTO tier (id, level, name, growth_threshold, keep_growth,
                              points_multiplier_percent, member_price_discount_percent)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, growth_threshold = excluded.growth_threshold,
                keep_growth = excluded.keep_growth,
                points_multiplier_percent = excluded.points_multiplier_percent,
                member_price_discount_percent = excluded.member_price_discount_percent""",
            saved,
            id == null ? present.size() + 1 : levelOf(present, id),
            tier.name(),
            (long) tier.growthThreshold(),
            tier.keepGrowth() == null ? null : tier.keepGrowth().longValue(),
            tier.pointsMultiplierPercent(),
            tier.memberPriceDiscountPercent())
        .replaceWith(saved);
  }

  /** Rows are switched off and on again: what members had of a period keeps counting. */
  private Uni<Void> replaceBenefits(UUID tier, List<NewBenefit> benefits) {
    Uni<Void> all =
        sql.update("UPDATE tier_benefit SET active = false WHERE tier_id = $1 AND active", tier)
            .replaceWithVoid();
    for (NewBenefit benefit : benefits) {
      all =
          all.chain(
              () ->
                  sql.update(
                          """
                          INSERT INTO tier_benefit
                            (id, tier_id, type, active, coupon_template_id, copies, weekday, month_day)
                          VALUES ($1, $2, $3, true, $4, $5, $6, $7)
                          ON CONFLICT ON CONSTRAINT tier_benefit_once DO UPDATE
                          SET active = true, coupon_template_id = excluded.coupon_template_id,
                              copies = excluded.copies, weekday = excluded.weekday,
                              month_day = excluded.month_day""",
                          Ids.next(),
                          tier,
                          benefit.type(),
                          benefit.template(),
                          benefit.copies(),
                          benefit.weekday(),
                          benefit.monthDay())
                      .replaceWithVoid());
    }
    return all;
  }

  private Uni<Void> record(UUID operator, UUID saved, NewTier tier) {
    JsonArray benefits = new JsonArray();
    tier.benefits().forEach(benefit -> benefits.add(benefit.type().name()));
    return audit.record(
        operator,
        "saveTier",
        Tier.ID.encode(saved),
        new JsonObject()
            .put("name", tier.name())
            .put("growthThreshold", tier.growthThreshold())
            .put("keepGrowth", tier.keepGrowth())
            .put("pointsMultiplierPercent", tier.pointsMultiplierPercent())
            .put("memberPriceDiscountPercent", tier.memberPriceDiscountPercent())
            .put("benefits", benefits));
  }
}
