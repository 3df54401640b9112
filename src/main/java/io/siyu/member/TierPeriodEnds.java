package io.siyu.member;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Ends the periods of tiers. What a member has afterwards, the lapse of growth and the log are one
 * transaction, and the end moves with them: a period that was ended is no longer due. Whoever left
 * has none.
 */
@ApplicationScoped
class TierPeriodEnds implements ScheduledJob {

  private static final String CAUSE = "TIER_PERIOD";

  private final Sql sql;
  private final TierService tiers;
  private final TierCalendar calendar;
  private final TierConfig config;
  private final CrashPoints crashPoints;

  TierPeriodEnds(
      Sql sql,
      TierService tiers,
      TierCalendar calendar,
      TierConfig config,
      CrashPoints crashPoints) {
    this.sql = sql;
    this.tiers = tiers;
    this.calendar = calendar;
    this.config = config;
    this.crashPoints = crashPoints;
  }

  @Override
  public String name() {
    return "tier-period-ends";
  }

  @Override
  public Duration every() {
    return config.every();
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::beginSome)
        .chain(begun -> run.batches(this::endSome).map(ended -> begun + ended));
  }

  /** Members who had their tier before there were periods begin one today. */
  private Uni<Integer> beginSome() {
    LocalDate today = calendar.today();
    return sql.update(
        """
        UPDATE member
        SET tier_since = $1, tier_period_from = $2, tier_period_ends_on = $3
        WHERE id IN (
          SELECT id FROM member
          WHERE tier_period_ends_on IS NULL AND status <> 'DELETED'
            AND tier_id <> '01900000-0000-7000-8000-000000000001'
          ORDER BY id LIMIT $4 FOR NO KEY UPDATE)""",
        today,
        calendar.now(),
        calendar.endOfPeriod(today, today),
        config.batchSize());
  }

  private Uni<Integer> endSome() {
    return sql.list(
            """
            SELECT id FROM member WHERE tier_period_ends_on <= $1 AND status <> 'DELETED'
            ORDER BY id LIMIT $2 FOR NO KEY UPDATE""",
            row -> row.uuid("id"),
            calendar.today(),
            config.batchSize())
        .chain(this::endAll);
  }

  private Uni<Integer> endAll(List<UUID> members) {
    if (members.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return tiers
        .all()
        .chain(
            all ->
                standings(members)
                    .chain(
                        standings -> {
                          Uni<Void> work = Uni.createFrom().voidItem();
                          for (TierStanding standing : standings) {
                            work = work.chain(() -> end(all, standing));
                          }
                          return work;
                        }))
        .replaceWith(members.size());
  }

  /** A statement of its own, so that it sees what those had written who held the locks before. */
  private Uni<List<TierStanding>> standings(List<UUID> members) {
    return sql.list(
        """
        SELECT m.id, m.growth, t.level, m.tier_since, m.tier_period_ends_on,
               greatest(coalesce(earned.growth, 0), 0) AS period_growth
        FROM member m JOIN tier t ON t.id = m.tier_id
        LEFT JOIN LATERAL (
          SELECT sum(e.growth)::bigint AS growth FROM member_growth_entry e
          WHERE e.member_id = m.id AND e.kind <> 'LAPSE' AND e.created_at > m.tier_period_from
            AND e.created_at <= m.tier_period_ends_on::timestamp AT TIME ZONE $2::text
        ) earned ON true
        WHERE m.id = ANY($1) ORDER BY m.id""",
        TierPeriodEnds::standing,
        members,
        calendar.zone().getId());
  }

  private Uni<Void> end(List<Tier> all, TierStanding standing) {
    Tier present = all.get(standing.level() - 1);
    Tier next = TierReview.after(config.periodEndPolicy(), all, standing);
    Uni<Void> work =
        next.level() == present.level()
            ? begin(standing, next, standing.since())
            : fall(standing, present, next);
    return work.invoke(() -> crashPoints.reach("tiers.afterPeriodEnd"));
  }

  private Uni<Void> fall(TierStanding standing, Tier from, Tier to) {
    long left = TierReview.growthAfterFall(to, standing);
    return lapse(standing, left - standing.growth())
        .chain(() -> begin(standing, to, standing.endsOn()))
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO member_tier_change
                      (id, member_id, from_tier_id, to_tier_id, growth, cause, business_type,
                       business_id, created_at)
                    VALUES ($1, $2, $3, $4, $5, 'PERIOD_ENDED', $6, $7, $8)""",
                    Ids.next(),
                    standing.member(),
                    Tier.ID.decode(from.id()),
                    Tier.ID.decode(to.id()),
                    left,
                    CAUSE,
                    standing.endsOn().toString(),
                    calendar.now()))
        .replaceWithVoid();
  }

  private Uni<Void> lapse(TierStanding standing, long difference) {
    if (difference == 0) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            WITH lapse AS (
              INSERT INTO member_growth_entry
                (id, member_id, business_type, business_id, kind, growth, created_at)
              VALUES ($1, $2, $3, $4, 'LAPSE', $5, $6)
              RETURNING member_id, growth)
            UPDATE member SET growth = member.growth + lapse.growth
            FROM lapse WHERE member.id = lapse.member_id""",
            Ids.next(),
            standing.member(),
            CAUSE,
            standing.endsOn().toString(),
            difference,
            calendar.now())
        .replaceWithVoid();
  }

  /** The next period begins where the last one ended; at the lowest tier there is none. */
  private Uni<Void> begin(TierStanding standing, Tier tier, LocalDate since) {
    boolean lowest = tier.level() == 1;
    Instant from = calendar.startOf(standing.endsOn());
    return sql.update(
            """
            UPDATE member
            SET tier_id = $2, tier_since = $3, tier_period_from = $4, tier_period_ends_on = $5
            WHERE id = $1""",
            standing.member(),
            Tier.ID.decode(tier.id()),
            lowest ? null : since,
            lowest ? null : from,
            lowest ? null : calendar.endOfPeriod(since, standing.endsOn()))
        .replaceWithVoid();
  }

  private static TierStanding standing(SqlRow row) {
    return new TierStanding(
        row.uuid("id"),
        row.number("growth"),
        row.integer("level"),
        row.date("tier_since"),
        row.date("tier_period_ends_on"),
        row.number("period_growth"));
  }
}
