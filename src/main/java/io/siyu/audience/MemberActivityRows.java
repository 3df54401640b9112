package io.siyu.audience;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Statements on the projections of what members do, in the caller's transaction. */
@ApplicationScoped
class MemberActivityRows {

  private final Sql sql;

  MemberActivityRows(Sql sql) {
    this.sql = sql;
  }

  /**
   * Locks the members' rows, in the order of their ids, and makes those that are missing.
   *
   * @return those who have not left
   */
  Uni<List<UUID>> lock(Collection<UUID> members) {
    return sql.update(
            """
            INSERT INTO member_activity (member_id)
            SELECT id FROM member m WHERE id = ANY($1) AND status <> 'DELETED'
              AND NOT EXISTS (SELECT FROM member_activity a WHERE a.member_id = m.id)
            ORDER BY id ON CONFLICT DO NOTHING""",
            members)
        .chain(
            () ->
                sql.list(
                    """
                    SELECT member_id FROM member_activity
                    WHERE member_id = ANY($1) AND NOT erased
                    ORDER BY member_id FOR NO KEY UPDATE""",
                    row -> row.uuid("member_id"),
                    members));
  }

  Uni<Void> seen(UUID member, LocalDate day, Instant at) {
    return sql.update(
            """
            WITH seen AS (
              INSERT INTO member_seen_day (member_id, day) VALUES ($1, $2)
              ON CONFLICT DO NOTHING)
            UPDATE member_activity SET last_seen_at = $3
            WHERE member_id = $1 AND (last_seen_at IS NULL OR last_seen_at < $3)""",
            member,
            day,
            at)
        .replaceWithVoid();
  }

  /** The members' days are these and no others; what stays as it is is not written. */
  Uni<Void> replaceDays(Collection<UUID> members, List<PurchaseDay> days) {
    return sql.update(
            """
            WITH fresh AS (
              SELECT * FROM unnest($2::uuid[], $3::date[], $4::int[], $5::bigint[], $6::bigint[],
                                   $7::int[])
                AS f (member_id, day, order_count, paid_fen, refunded_fen, unfinished_orders)),
            gone AS (
              DELETE FROM member_purchase_day d
              WHERE d.member_id = ANY($1)
                AND NOT EXISTS (
                  SELECT FROM fresh f WHERE f.member_id = d.member_id AND f.day = d.day))
            INSERT INTO member_purchase_day AS d
              (member_id, day, order_count, paid_fen, refunded_fen, unfinished_orders)
            SELECT * FROM fresh
            ON CONFLICT (member_id, day) DO UPDATE
            SET order_count = excluded.order_count, paid_fen = excluded.paid_fen,
                refunded_fen = excluded.refunded_fen,
                unfinished_orders = excluded.unfinished_orders
            WHERE (d.order_count, d.paid_fen, d.refunded_fen, d.unfinished_orders)
              IS DISTINCT FROM (excluded.order_count, excluded.paid_fen, excluded.refunded_fen,
                                excluded.unfinished_orders)""",
            members,
            column(days, PurchaseDay::member, UUID[]::new),
            column(days, PurchaseDay::day, LocalDate[]::new),
            column(days, PurchaseDay::orders, Integer[]::new),
            column(days, PurchaseDay::paidFen, Long[]::new),
            column(days, PurchaseDay::refundedFen, Long[]::new),
            column(days, PurchaseDay::unfinished, Integer[]::new))
        .replaceWithVoid();
  }

  Uni<Void> replaceSums(List<PurchaseSums> sums, Instant now) {
    return sql.update(
            """
            UPDATE member_activity a
            SET order_count = f.order_count, first_order_at = f.first_at, last_order_at = f.last_at,
                paid_fen = f.paid_fen, refunded_fen = f.refunded_fen,
                rebuilt_at = coalesce(a.rebuilt_at, $7)
            FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::bigint[],
                        $6::bigint[])
              AS f (member_id, order_count, first_at, last_at, paid_fen, refunded_fen)
            WHERE a.member_id = f.member_id
              AND (a.rebuilt_at IS NULL
                OR (a.order_count, a.first_order_at, a.last_order_at, a.paid_fen, a.refunded_fen)
                  IS DISTINCT FROM
                  (f.order_count, f.first_at, f.last_at, f.paid_fen, f.refunded_fen))""",
            column(sums, PurchaseSums::member, UUID[]::new),
            column(sums, PurchaseSums::orders, Integer[]::new),
            column(sums, sum -> time(sum.firstAt()), OffsetDateTime[]::new),
            column(sums, sum -> time(sum.lastAt()), OffsetDateTime[]::new),
            column(sums, PurchaseSums::paidFen, Long[]::new),
            column(sums, PurchaseSums::refundedFen, Long[]::new),
            now)
        .replaceWithVoid();
  }

  /** The latest login is on the member's own row; an event of an older version may be missing. */
  Uni<Void> catchUpLogins(Collection<UUID> members) {
    return sql.update(
            """
            UPDATE member_activity a SET last_seen_at = m.last_login_at
            FROM member m
            WHERE m.id = a.member_id AND a.member_id = ANY($1) AND NOT a.erased
              AND m.last_login_at > coalesce(a.last_seen_at, '-infinity')""",
            members)
        .replaceWithVoid();
  }

  /** The next members by id, of those who have not left. */
  Uni<List<UUID>> membersBehind(UUID position, int limit) {
    return sql.list(
        "SELECT id FROM member WHERE id > $1 AND status <> 'DELETED' ORDER BY id LIMIT $2",
        row -> row.uuid("id"),
        position,
        limit);
  }

  /**
   * @return null when the run of this bucket has not begun
   */
  Uni<UUID> rebuildPosition(Instant bucket) {
    return sql.first(
        "SELECT position FROM member_activity_rebuild WHERE bucket = $1",
        row -> row.uuid("position"),
        bucket);
  }

  /** Older runs are of no more use. */
  Uni<Void> saveRebuildPosition(Instant bucket, UUID position) {
    return sql.update(
            """
            WITH old AS (DELETE FROM member_activity_rebuild WHERE bucket < $1)
            INSERT INTO member_activity_rebuild (bucket, position) VALUES ($1, $2)
            ON CONFLICT (bucket) DO UPDATE SET position = excluded.position""",
            bucket,
            position)
        .replaceWithVoid();
  }

  Uni<Integer> forgetPurchaseDays(LocalDate before, int limit) {
    return sql.update(
        """
        DELETE FROM member_purchase_day WHERE (member_id, day) IN (
          SELECT member_id, day FROM member_purchase_day WHERE day < $1
          ORDER BY day LIMIT $2 FOR UPDATE SKIP LOCKED)""",
        before,
        limit);
  }

  Uni<Integer> forgetSeenDays(LocalDate before, int limit) {
    return sql.update(
        """
        DELETE FROM member_seen_day WHERE (member_id, day) IN (
          SELECT member_id, day FROM member_seen_day WHERE day < $1
          ORDER BY day LIMIT $2 FOR UPDATE SKIP LOCKED)""",
        before,
        limit);
  }

  private static <R, T> T[] column(List<R> rows, Function<R, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
