package io.siyu.points;

import static io.siyu.points.PointsFixture.await;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.points.PointsLots.LotState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What remains in a member's lots, and what should after a step: told lot by lot, in a language
 * other than the ledger's.
 */
@ApplicationScoped
class LotsSeen {

  private static final Comparator<Lot> SOONEST_FIRST =
      Comparator.comparing(Lot::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(lot -> lot.id().toString());

  private final Database database;
  private final Sql sql;

  LotsSeen(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  record Lot(UUID id, LotState state, long remaining, Instant expiresAt) {

    boolean spendableAt(Instant now) {
      return state == LotState.ACTIVE && (expiresAt == null || expiresAt.isAfter(now));
    }
  }

  List<Lot> of(UUID member) {
    return await(
        database.read(
            () ->
                sql.list(
                    "SELECT id, state, remaining, expires_at FROM points_lot WHERE member_id = $1",
                    row ->
                        new Lot(
                            row.uuid("id"),
                            row.enumeration(LotState.class, "state"),
                            row.number("remaining"),
                            row.instant("expires_at")),
                    member)));
  }

  /** What the spend of this thing took and has not given back, by lot. */
  Map<UUID, Long> takenBy(UUID member, String businessId) {
    Map<UUID, Long> taken = new HashMap<>();
    await(
        database.read(
            () ->
                sql.list(
                    """
                    SELECT lot_id, amount - given_back AS amount
                    FROM points_allocation JOIN points_entry entry ON entry.id = entry_id
                    WHERE member_id = $1 AND business_id = $2 AND operation = 'SPEND'
                      AND given_back < amount""",
                    row -> taken.put(row.uuid("lot_id"), row.number("amount")),
                    member,
                    businessId)));
    return taken;
  }

  /** What this thing was promised and does not have yet. */
  long pendingOf(UUID member, String businessId) {
    return sum(
        """
        SELECT coalesce(sum(lot.amount), 0)::bigint AS points
        FROM points_lot lot JOIN points_entry entry ON entry.id = lot.entry_id
        WHERE entry.member_id = $1 AND business_id = $2 AND lot.state = 'PENDING'""",
        member,
        businessId);
  }

  /** What the earnings of this thing brought, less what of it expired unused, due lots included. */
  private long enjoyedOf(UUID member, String businessId, Instant now) {
    return sum(
        """
        SELECT coalesce(sum(
                 lot.amount
                 - CASE WHEN lot.state = 'ACTIVE' AND lot.expires_at <= $3 THEN lot.remaining
                        ELSE 0 END
                 - (SELECT coalesce(sum(amount), 0) FROM points_allocation
                    JOIN points_entry taker ON taker.id = entry_id
                    WHERE lot_id = lot.id AND taker.operation = 'EXPIRY')), 0)::bigint AS points
        FROM points_lot lot JOIN points_entry entry ON entry.id = lot.entry_id
        WHERE entry.member_id = $1 AND business_id = $2
          AND lot.state IN ('ACTIVE', 'EXPIRED')""",
        member,
        businessId,
        now);
  }

  /** The same, less what was asked back of it in parts. */
  long standingOf(UUID member, String businessId, Instant now) {
    long demanded =
        sum(
            """
            SELECT coalesce(sum(part.demanded), 0)::bigint AS points
            FROM points_partial_undo part JOIN points_entry entry ON entry.id = part.entry_id
            WHERE part.member_id = $1 AND part.business_id = $2 AND operation = 'REVERSAL'""",
            member,
            businessId);
    return Math.max(0, enjoyedOf(member, businessId, now) - demanded);
  }

  private long sum(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.number("points"), parameters)));
  }

  /** What has ended and is there still. */
  static long due(List<Lot> lots, Instant now) {
    return lots.stream()
        .filter(lot -> lot.state() == LotState.ACTIVE && !lot.spendableAt(now))
        .mapToLong(Lot::remaining)
        .sum();
  }

  /** Whether something can be spent whose promised end came while it waited. */
  static boolean revived(List<Lot> before, List<Lot> after, Instant now) {
    Set<UUID> spendable =
        after.stream().filter(lot -> lot.spendableAt(now)).map(Lot::id).collect(Collectors.toSet());
    return before.stream()
        .filter(lot -> lot.state() == LotState.PENDING && lot.expiresAt() != null)
        .anyMatch(lot -> lot.expiresAt().isBefore(now) && spendable.contains(lot.id()));
  }

  static long pending(List<Lot> lots) {
    return lots.stream()
        .filter(lot -> lot.state() == LotState.PENDING)
        .mapToLong(Lot::remaining)
        .sum();
  }

  /** The same lots with something else in them. */
  static List<Lot> with(List<Lot> lots, Map<UUID, Long> remaining) {
    return lots.stream()
        .map(lot -> new Lot(lot.id(), lot.state(), remaining.get(lot.id()), lot.expiresAt()))
        .toList();
  }

  static Map<UUID, Long> remaining(List<Lot> lots) {
    Map<UUID, Long> remaining = new HashMap<>();
    lots.forEach(lot -> remaining.put(lot.id(), lot.remaining()));
    return remaining;
  }

  /** Whatever expired by now is worth nothing. */
  static Map<UUID, Long> lapsed(List<Lot> lots, Instant now) {
    Map<UUID, Long> remaining = remaining(lots);
    lots.stream()
        .filter(lot -> lot.state() == LotState.ACTIVE && !lot.spendableAt(now))
        .forEach(lot -> remaining.put(lot.id(), 0L));
    return remaining;
  }

  /** Lot after lot is emptied, the one that expires first before all others. */
  static Map<UUID, Long> spent(List<Lot> lots, long points, Instant now) {
    Map<UUID, Long> remaining = lapsed(lots, now);
    long left = points;
    for (Lot lot :
        lots.stream().filter(lot -> lot.spendableAt(now)).sorted(SOONEST_FIRST).toList()) {
      long part = Math.min(left, lot.remaining());
      remaining.merge(lot.id(), -part, Long::sum);
      left -= part;
    }
    return remaining;
  }

  /** So much of what was taken, in proportion: lot after lot, all so far rounded down. */
  static Map<UUID, Long> share(Map<UUID, Long> taken, long points) {
    long total = taken.values().stream().mapToLong(Long::longValue).sum();
    Map<UUID, Long> shares = new HashMap<>();
    long upto = 0;
    long given = 0;
    for (UUID lot : taken.keySet().stream().sorted(Comparator.comparing(UUID::toString)).toList()) {
      upto += taken.get(lot);
      long share = upto * points / total - given;
      shares.put(lot, share);
      given += share;
    }
    return shares;
  }

  /** Every lot has again what was taken from it. */
  static Map<UUID, Long> returned(List<Lot> lots, Map<UUID, Long> taken, Instant now) {
    Map<UUID, Long> remaining = lapsed(lots, now);
    taken.forEach((lot, amount) -> remaining.merge(lot, amount, Long::sum));
    return remaining;
  }
}
