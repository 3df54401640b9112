package io.siyu.member;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Growth (成长值): its own append-only log, apart from points. A member's growth is the sum of the
 * entries and never below zero. Rising is immediate, in the transaction of the growth that caused
 * it, with the benefits that come with it; growth taken back keeps the tier until its period ends
 * (docs/adr/0020-tiers-for-a-period.md).
 */
@ApplicationScoped
public class GrowthService {

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final TierCalendar calendar;
  private final TierBenefits benefits;
  private final CrashPoints crashPoints;

  GrowthService(
      Database database,
      Sql sql,
      Clock clock,
      TierCalendar calendar,
      TierBenefits benefits,
      CrashPoints crashPoints) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.calendar = calendar;
    this.benefits = benefits;
    this.crashPoints = crashPoints;
  }

  /**
   * Adds growth once per (member, business type, business id) and raises the tier where a threshold
   * is reached. Nothing happens for zero growth, for a replay and for a member who has left.
   *
   * @param growth 0 or more
   * @throws RequestFailure NOT_FOUND when there never was such a member
   */
  public Uni<Void> add(UUID member, long growth, String businessType, String businessId) {
    if (growth < 0) {
      throw new IllegalArgumentException("Growth is taken back by reverse, not by adding less.");
    }
    if (growth == 0) {
      return Uni.createFrom().voidItem();
    }
    Business business = new Business(businessType, businessId);
    return database.transaction(
        () ->
            lock(member)
                .chain(
                    active ->
                        active ? earn(member, growth, business) : Uni.createFrom().voidItem()));
  }

  /**
   * Takes back what {@link #add} gave for the same business, once. Should the member have less by
   * now, only that is taken: growth is a standing, and nobody owes any.
   *
   * @throws RequestFailure NOT_FOUND when there never was such a member
   */
  public Uni<Void> reverse(UUID member, String businessType, String businessId) {
    Business business = new Business(businessType, businessId);
    return database.transaction(
        () ->
            lock(member)
                .chain(
                    active ->
                        active
                            ? takeBack(member, business, business, null)
                            : Uni.createFrom().voidItem()));
  }

  /**
   * Takes back what {@link #add} gave for this business except for so much, once per part and as
   * {@link #reverse} does; nothing when less is left already.
   *
   * @param keep 0 or more
   * @param partType what undoes the part, e.g. a refund
   */
  public Uni<Void> reverseAllBut(
      UUID member,
      long keep,
      String businessType,
      String businessId,
      String partType,
      String partId) {
    Business business = new Business(businessType, businessId);
    Business part = new Business(partType, partId);
    return database.transaction(
        () ->
            lock(member)
                .chain(
                    active ->
                        active
                            ? takeBack(member, business, part, keep)
                            : Uni.createFrom().voidItem()));
  }

  /** Everything below relies on being alone with the member. */
  private Uni<Boolean> lock(UUID member) {
    return sql.first(
            "SELECT status <> 'DELETED' AS active FROM member WHERE id = $1 FOR NO KEY UPDATE",
            row -> row.bool("active"),
            member)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Member"));
  }

  private Uni<Void> earn(UUID member, long growth, Business business) {
    return sql.update(
            """
            INSERT INTO member_growth_entry
              (id, member_id, business_type, business_id, kind, growth, created_at)
            VALUES ($1, $2, $3, $4, 'EARN', $5, $6)
            ON CONFLICT ON CONSTRAINT member_growth_entry_once DO NOTHING""",
            Ids.next(),
            member,
            business.type(),
            business.id(),
            growth,
            clock.instant())
        .chain(
            inserted ->
                inserted == 0
                    ? Uni.createFrom().voidItem()
                    : sql.update(
                            "UPDATE member SET growth = growth + $2 WHERE id = $1", member, growth)
                        .chain(() -> rise(member, business)));
  }

  /**
   * Whatever is taken back of one earning together is what it gave less what is kept, or what the
   * member still has: what a part could not take then, no later one takes.
   *
   * @param keep null to take all of it, for good
   */
  private Uni<Void> takeBack(UUID member, Business business, Business entry, Long keep) {
    return sql.first(
            """
            INSERT INTO member_growth_entry
              (id, member_id, business_type, business_id, kind, growth, created_at, reduces_id, kept)
            SELECT $1, e.member_id, $5, $6, 'REVERSE',
                   -least(greatest(least(e.growth, before.kept) - coalesce($8::bigint, 0), 0),
                          m.growth),
                   $7, CASE WHEN $8::bigint IS NOT NULL THEN e.id END, $8::bigint
            FROM member_growth_entry e JOIN member m ON m.id = e.member_id,
            LATERAL (SELECT min(r.kept) AS kept FROM member_growth_entry r
                     WHERE r.member_id = e.member_id AND r.reduces_id = e.id) before
            WHERE e.member_id = $2 AND e.business_type = $3 AND e.business_id = $4
              AND e.kind = 'EARN'
              AND NOT EXISTS (SELECT FROM member_growth_entry whole
                              WHERE whole.member_id = $2 AND whole.business_type = $3
                                AND whole.business_id = $4 AND whole.kind = 'REVERSE')
            ON CONFLICT ON CONSTRAINT member_growth_entry_once DO NOTHING
            RETURNING growth""",
            row -> row.number("growth"),
            Ids.next(),
            member,
            business.type(),
            business.id(),
            entry.type(),
            entry.id(),
            clock.instant(),
            keep)
        .chain(
            difference ->
                difference == null
                    ? Uni.createFrom().voidItem()
                    : sql.update(
                            "UPDATE member SET growth = growth + $2 WHERE id = $1",
                            member,
                            difference)
                        .replaceWithVoid());
  }

  /**
   * To the highest tier whose threshold is reached, with a period of its own and what comes with
   * it; no row when that is no rise.
   */
  private Uni<Void> rise(UUID member, Business business) {
    Instant now = clock.instant();
    LocalDate today = calendar.today();
    return sql.first(
            """
            WITH risen AS (
              UPDATE member m
              SET tier_id = reached.id, tier_since = $6, tier_period_from = $5,
                  tier_period_ends_on = $7
              FROM tier present, tier reached
              WHERE m.id = $2 AND present.id = m.tier_id AND reached.level > present.level
                AND reached.level =
                  (SELECT max(level) FROM tier WHERE growth_threshold <= m.growth)
              RETURNING m.id, present.id AS from_id, reached.id AS to_id, m.growth)
            INSERT INTO member_tier_change
              (id, member_id, from_tier_id, to_tier_id, growth, cause, business_type, business_id,
               created_at)
            SELECT $1, id, from_id, to_id, growth, 'GROWTH_REACHED', $3, $4, $5 FROM risen
            RETURNING to_tier_id""",
            row -> row.uuid("to_tier_id"),
            Ids.next(),
            member,
            business.type(),
            business.id(),
            now,
            today,
            calendar.endOfPeriod(today, today))
        .chain(
            reached ->
                reached == null
                    ? Uni.createFrom().voidItem()
                    : benefits
                        .onRise(member, reached)
                        .invoke(() -> crashPoints.reach("tiers.afterRise")));
  }

  private record Business(String type, String id) {}
}
