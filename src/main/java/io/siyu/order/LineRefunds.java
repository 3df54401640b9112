package io.siyu.order;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Notes what refunds give back of lines. */
@ApplicationScoped
class LineRefunds {

  private final Sql sql;

  LineRefunds(Sql sql) {
    this.sql = sql;
  }

  /**
   * Takes it from what is left of the lines; the table's constraints refuse more.
   *
   * @param lines without those of which nothing is given back
   */
  Uni<Void> take(UUID refundId, List<LineRefund> lines) {
    if (lines.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            WITH given AS (
              SELECT * FROM unnest($2::uuid[], $3::int[], $4::bigint[], $5::bigint[])
                AS g (line_id, quantity, amount_fen, points)
            ), noted AS (
              INSERT INTO order_refund_line (refund_id, line_id, quantity, amount_fen, points)
              SELECT $1::uuid, line_id, quantity, amount_fen, points FROM given
            )
            UPDATE order_line line
            SET refunded_quantity = line.refunded_quantity + given.quantity,
                refunded_fen = line.refunded_fen + given.amount_fen,
                points_back = line.points_back + given.points
            FROM given WHERE line.id = given.line_id""",
            refundId,
            lines.stream().map(given -> given.line().id()).toList(),
            lines.stream().map(LineRefund::quantity).toList(),
            lines.stream().map(given -> given.amount().fen()).toList(),
            lines.stream().map(LineRefund::points).toList())
        .invoke(
            rows -> {
              if (rows != lines.size()) {
                throw new IllegalStateException("A line that is refunded does not exist.");
              }
            })
        .replaceWithVoid();
  }
}
