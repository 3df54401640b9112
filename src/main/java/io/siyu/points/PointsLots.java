package io.siyu.points;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.points.PointsEntries.Business;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Rows of {@code points_lot} and {@code points_allocation}. The caller holds the account's lock;
 * every statement handles all lots that it concerns at once.
 */
@ApplicationScoped
class PointsLots {

  private static final String ACTIVATE =
      """
      WITH available AS (
        UPDATE points_lot SET state = 'ACTIVE', available_at = $2, expires_at = %s
        FROM points_entry entry
        WHERE points_lot.member_id = $1 AND points_lot.state = 'PENDING'
          AND entry.id = points_lot.entry_id AND %s
        RETURNING points_lot.entry_id, points_lot.amount
      ), posted AS (
        UPDATE points_entry SET posted_at = $2
        FROM available WHERE points_entry.id = available.entry_id
      )
      SELECT coalesce(sum(amount), 0)::bigint AS points FROM available""";

  private final Sql sql;

  PointsLots(Sql sql) {
    this.sql = sql;
  }

  Uni<Void> add(Earning earning, UUID entry, LotState state, Instant availableAt) {
    return sql.update(
            """
            INSERT INTO points_lot (id, member_id, entry_id, amount, remaining, state,
                                    available_at, expires_at)
            VALUES ($1, $2, $3, $4, $4, $5, $6, $7)""",
            Ids.next(),
            earning.member(),
            entry,
            earning.points(),
            state,
            availableAt,
            earning.expiresAt())
        .replaceWithVoid();
  }

  /**
   * Takes points from the member's active lots, soonest-expiring first.
   *
   * @param first lots that come before all others
   */
  Uni<Void> take(UUID member, UUID entry, long points, Collection<UUID> first) {
    if (points == 0) {
      return Uni.createFrom().voidItem();
    }
    return sql.list(
            """
            WITH queue AS (
              SELECT id, remaining,
                     sum(remaining) OVER (ORDER BY id = ANY($4::uuid[]) DESC,
                                          expires_at NULLS LAST, id)::bigint - remaining AS before
              FROM points_lot WHERE member_id = $1 AND state = 'ACTIVE' AND remaining > 0
            ), taken AS (
              SELECT id, least(remaining, $3::bigint - before) AS amount
              FROM queue WHERE before < $3::bigint
            ), allocated AS (
              INSERT INTO points_allocation (entry_id, lot_id, amount)
              SELECT $2::uuid, id, amount FROM taken
            )
            UPDATE points_lot lot SET remaining = lot.remaining - taken.amount
            FROM taken WHERE lot.id = taken.id RETURNING taken.amount""",
            row -> row.number("amount"),
            member,
            entry,
            points,
            first)
        .invoke(
            taken -> {
              if (taken.stream().mapToLong(Long::longValue).sum() != points) {
                throw new IllegalStateException("The lots hold less than the balance says.");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Returns to the lots, in proportion to what the entry took from each and has not returned;
   * expired ones open again for a while.
   *
   * @param points 1 to all of that
   */
  Uni<Void> giveBack(UUID spendEntry, long points, Instant reopenedUntil) {
    return sql.update(
            """
            WITH taken AS (
              SELECT lot_id, amount - given_back AS amount,
                     sum(amount - given_back) OVER (ORDER BY lot_id)::bigint AS upto,
                     sum(amount - given_back) OVER ()::bigint AS total
              FROM points_allocation WHERE entry_id = $1 AND given_back < amount
            ), share AS (
              SELECT lot_id, upto * $3::bigint / total - (upto - amount) * $3::bigint / total AS amount
              FROM taken
            ), back AS (
              UPDATE points_allocation SET given_back = given_back + share.amount
              FROM share
              WHERE entry_id = $1 AND points_allocation.lot_id = share.lot_id AND share.amount > 0
              RETURNING share.lot_id, share.amount
            )
            UPDATE points_lot lot
            SET remaining = lot.remaining + back.amount, state = 'ACTIVE',
                expires_at = CASE WHEN lot.state = 'EXPIRED' THEN $2 ELSE lot.expires_at END
            FROM back WHERE lot.id = back.lot_id""",
            spendEntry,
            reopenedUntil,
            points)
        .replaceWithVoid();
  }

  /**
   * Makes pending lots active and posts their entries.
   *
   * @param expiresAt null = never; lots that last longer stay so
   * @return how many points became available
   */
  Uni<Long> activate(Business business, Instant expiresAt, Instant now) {
    return sql.first(
        ACTIVATE.formatted(
            "CASE WHEN $5::timestamptz IS NOT NULL AND expires_at IS NOT NULL"
                + " THEN greatest(expires_at, $5) END",
            "entry.business_type = $3 AND entry.business_id = $4"),
        row -> row.number("points"),
        business.member(),
        now,
        business.type(),
        business.id(),
        expiresAt);
  }

  /** The same for those whose time has come. */
  Uni<Long> activateDue(UUID member, Instant now) {
    return sql.first(
        ACTIVATE.formatted("expires_at", "points_lot.available_at <= $2"),
        row -> row.number("points"),
        member,
        now);
  }

  /**
   * Expires what is due: one entry for each lot that has something left.
   *
   * @return the points that each lot lost
   */
  Uni<List<Lapsed>> lapse(Collection<UUID> members, Instant now, int limit) {
    return sql.list(
            """
            SELECT id, member_id, remaining FROM points_lot
            WHERE member_id = ANY($1::uuid[]) AND state = 'ACTIVE' AND expires_at <= $2
            ORDER BY expires_at, id LIMIT $3""",
            row -> new Lapsed(row.uuid("id"), row.uuid("member_id"), row.number("remaining")),
            members,
            now,
            limit)
        .call(due -> due.isEmpty() ? Uni.createFrom().nullItem() : expire(due, now));
  }

  private Uni<Integer> expire(List<Lapsed> due, Instant now) {
    return sql.update(
        """
        WITH due AS (
          SELECT ids.entry_id, lot.id, lot.member_id, lot.remaining, lot.expires_at
          FROM unnest($1::uuid[], $2::uuid[]) AS ids (entry_id, lot_id)
          JOIN points_lot lot ON lot.id = ids.lot_id
        ), entry AS (
          INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind,
                                    points, posted_at, created_at)
          SELECT entry_id, member_id, 'EXPIRY', 'POINTS_LOT',
                 id || '@' || extract(epoch FROM expires_at), 'EXPIRY',
                 -remaining, $3::timestamptz, $3::timestamptz
          FROM due WHERE remaining > 0 ORDER BY expires_at, id
        ), allocated AS (
          INSERT INTO points_allocation (entry_id, lot_id, amount)
          SELECT entry_id, id, remaining FROM due WHERE remaining > 0
        ), expired AS (
          UPDATE points_lot SET state = 'EXPIRED', remaining = 0
          FROM due WHERE points_lot.id = due.id
        )
        UPDATE points_account account SET balance = account.balance - lost.points
        FROM (SELECT member_id, sum(remaining)::bigint AS points FROM due GROUP BY member_id) lost
        WHERE account.member_id = lost.member_id""",
        due.stream().map(lot -> Ids.next()).toList(),
        due.stream().map(Lapsed::lot).toList(),
        now);
  }

  /**
   * The lots of everything that this thing earned, except what was void; soonest-expiring first.
   */
  Uni<List<EarnedLot>> earnedBy(Business business) {
    return sql.list(
        """
        SELECT lot.id, lot.state,
               lot.amount - coalesce((
                 SELECT sum(allocation.amount)::bigint FROM points_allocation allocation
                 JOIN points_entry taker ON taker.id = allocation.entry_id
                 WHERE allocation.lot_id = lot.id AND taker.operation = 'EXPIRY'), 0) AS enjoyed
        FROM points_entry entry JOIN points_lot lot ON lot.entry_id = entry.id
        WHERE entry.member_id = $1 AND entry.business_type = $2 AND entry.business_id = $3
          AND lot.state <> 'VOID'
        ORDER BY lot.expires_at NULLS LAST, lot.id""",
        PointsLots::earnedLot,
        business.member(),
        business.type(),
        business.id());
  }

  Uni<Void> voidPending(Collection<UUID> lots) {
    if (lots.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            UPDATE points_lot SET state = 'VOID', remaining = 0
            WHERE id = ANY($1) AND state = 'PENDING'""",
            lots)
        .replaceWithVoid();
  }

  /**
   * A smaller earning takes the place of a pending one: entries and the size of lots never change.
   *
   * @param left less than the lot has
   */
  Uni<Void> replacePending(UUID lot, long left, Instant now) {
    return sql.update(
            """
            WITH cut AS (
              UPDATE points_lot SET state = 'VOID', remaining = 0
              WHERE id = $1 AND state = 'PENDING' RETURNING *
            ), entry AS (
              INSERT INTO points_entry (id, member_id, operation, business_type, business_id, kind,
                                        points, posted_at, created_at)
              SELECT $2::uuid, cut.member_id, 'EARN', old.business_type, old.business_id,
                     'LEFT:' || (SELECT count(*) FROM points_entry before
                                 WHERE before.member_id = old.member_id
                                   AND before.business_type = old.business_type
                                   AND before.business_id = old.business_id
                                   AND before.operation = 'EARN'),
                     $3::bigint, NULL, $4::timestamptz
              FROM cut JOIN points_entry old ON old.id = cut.entry_id
            )
            INSERT INTO points_lot (id, member_id, entry_id, amount, remaining, state,
                                    available_at, expires_at)
            SELECT $5::uuid, member_id, $2::uuid, $3::bigint, $3::bigint, 'PENDING', available_at,
                   expires_at
            FROM cut""",
            lot,
            Ids.next(),
            left,
            now,
            Ids.next())
        .replaceWithVoid();
  }

  private static EarnedLot earnedLot(SqlRow row) {
    return new EarnedLot(
        row.uuid("id"), row.enumeration(LotState.class, "state"), row.number("enjoyed"));
  }

  /** State of {@code points_lot}. */
  enum LotState {
    PENDING,
    ACTIVE,
    EXPIRED,
    VOID
  }

  record Lapsed(UUID lot, UUID member, long points) {}

  /**
   * @param enjoyed what the member got of it: all but what expired unused
   */
  record EarnedLot(UUID id, LotState state, long enjoyed) {}
}
