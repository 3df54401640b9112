package io.siyu.points;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of {@code points_debt}: the part of a reversal that no lot covered yet. */
@ApplicationScoped
class PointsDebts {

  private final Sql sql;

  PointsDebts(Sql sql) {
    this.sql = sql;
  }

  Uni<Void> owe(UUID member, UUID reversalEntry, long points) {
    if (points == 0) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            "INSERT INTO points_debt (entry_id, member_id, amount) VALUES ($1, $2, $3)",
            reversalEntry,
            member,
            points)
        .replaceWithVoid();
  }

  /**
   * Pays open debts, oldest first, from what the active lots hold: both are laid end to end on one
   * axis of points, and where a debt and a lot overlap, that much is allocated.
   *
   * @return how much was paid
   */
  Uni<Long> repay(UUID member) {
    return sql.first(
        """
        WITH debt AS (
          SELECT debt.entry_id, debt.amount - debt.repaid AS open,
                 sum(debt.amount - debt.repaid) OVER (ORDER BY entry.position)::bigint AS upto
          FROM points_debt debt JOIN points_entry entry ON entry.id = debt.entry_id
          WHERE debt.member_id = $1 AND debt.repaid < debt.amount
        ), lot AS (
          SELECT id, remaining,
                 sum(remaining) OVER (ORDER BY expires_at NULLS LAST, id)::bigint AS upto
          FROM points_lot WHERE member_id = $1 AND state = 'ACTIVE' AND remaining > 0
        ), match AS (
          SELECT debt.entry_id, lot.id AS lot_id,
                 least(debt.upto, lot.upto)
                   - greatest(debt.upto - debt.open, lot.upto - lot.remaining) AS amount
          FROM debt JOIN lot
            ON debt.upto - debt.open < lot.upto AND lot.upto - lot.remaining < debt.upto
        ), allocated AS (
          INSERT INTO points_allocation AS allocation (entry_id, lot_id, amount)
          SELECT entry_id, lot_id, amount FROM match
          ON CONFLICT (entry_id, lot_id)
            DO UPDATE SET amount = allocation.amount + excluded.amount
        ), taken AS (
          UPDATE points_lot SET remaining = remaining - paid.amount
          FROM (SELECT lot_id, sum(amount)::bigint AS amount FROM match GROUP BY lot_id) paid
          WHERE id = paid.lot_id
        ), repaid AS (
          UPDATE points_debt SET repaid = repaid + paid.amount
          FROM (SELECT entry_id, sum(amount)::bigint AS amount FROM match GROUP BY entry_id) paid
          WHERE points_debt.entry_id = paid.entry_id
        )
        SELECT coalesce(sum(amount), 0)::bigint AS points FROM match""",
        row -> row.number("points"),
        member);
  }
}
