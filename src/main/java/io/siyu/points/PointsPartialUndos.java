package io.siyu.points;

import io.siyu.platform.database.Sql;
import io.siyu.points.PointsEntries.Business;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of {@code points_partial_undo}: which entries undid a part of which thing. */
@ApplicationScoped
class PointsPartialUndos {

  private final Sql sql;

  PointsPartialUndos(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param demanded spendable points that the entry asked for
   */
  Uni<Void> add(UUID entry, Business thing, long demanded) {
    return sql.update(
            """
            INSERT INTO points_partial_undo (entry_id, member_id, business_type, business_id, demanded)
            VALUES ($1, $2, $3, $4, $5)""",
            entry,
            thing.member(),
            thing.type(),
            thing.id(),
            demanded)
        .replaceWithVoid();
  }

  /** How much of what this thing earned was asked back in parts. */
  Uni<Reversed> reversed(Business thing) {
    return sql.first(
        """
        SELECT (SELECT coalesce(sum(part.demanded), 0)::bigint FROM points_partial_undo part
                JOIN points_entry entry ON entry.id = part.entry_id
                WHERE part.member_id = $1 AND part.business_type = $2 AND part.business_id = $3
                  AND entry.operation = 'REVERSAL') AS demanded,
               EXISTS (SELECT FROM points_entry WHERE member_id = $1 AND business_type = $2
                       AND business_id = $3 AND kind = 'REVERSAL') AS whole""",
        row -> new Reversed(row.number("demanded"), row.bool("whole")),
        thing.member(),
        thing.type(),
        thing.id());
  }

  /**
   * @param demanded in parts, of what had become spendable
   * @param whole whether everything was reversed, for good
   */
  record Reversed(long demanded, boolean whole) {}
}
