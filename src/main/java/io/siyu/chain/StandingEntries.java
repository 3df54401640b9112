package io.siyu.chain;

import io.siyu.kernel.RequestFailure;
import io.siyu.order.OrderPlace;
import io.siyu.order.OrderPlaces;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The entries of a chain whose goods are to be sent. */
@ApplicationScoped
class StandingEntries {

  /** What is held in memory for one export. */
  static final int MOST = 50_000;

  /**
   * Of a chain that has succeeded, those that wait to be confirmed one by one stand, too; in a team
   * buy they are as soon as their team forms.
   */
  private static final String STANDING =
      """
      SELECT e.id, e.order_id, e.member_id, e.number, e.note,
        e.state = 'CONFIRMED' OR c.outcome IS NOT NULL AS confirmed
      FROM chain_entry e JOIN chain c ON c.id = e.chain_id
      WHERE e.chain_id = $1 AND e.number IS NOT NULL AND e.refunded_at IS NULL
        AND (e.state = 'CONFIRMED' OR (e.state = 'PAID' AND (
          (c.outcome = 'SUCCEEDED' AND e.when_full IS NULL)
          OR ($2 AND c.state IN ('OPEN', 'REACHED', 'CLOSED')))))
      ORDER BY e.number LIMIT $3""";

  private final Sql sql;
  private final OrderPlaces places;

  StandingEntries(Sql sql, OrderPlaces places) {
    this.sql = sql;
    this.places = places;
  }

  /**
   * @return by number
   * @throws RequestFailure LIMIT_EXCEEDED when there are more than {@link #MOST}
   */
  Uni<List<StandingEntry>> of(UUID chain, boolean includePaid) {
    return sql.list(STANDING, Row::of, chain, includePaid, MOST + 1L)
        .invoke(
            rows -> {
              if (rows.size() > MOST) {
                throw RequestFailure.limitExceeded("The chain-buy has too many entries to export.");
              }
            })
        .chain(
            rows ->
                places
                    .of(rows.stream().map(Row::order).toList())
                    .map(found -> rows.stream().map(row -> row.standing(found)).toList()));
  }

  private record Row(UUID id, UUID order, UUID member, int number, String note, boolean confirmed) {

    static Row of(SqlRow row) {
      return new Row(
          row.uuid("id"),
          row.uuid("order_id"),
          row.uuid("member_id"),
          row.integer("number"),
          row.text("note"),
          row.bool("confirmed"));
    }

    StandingEntry standing(Map<UUID, OrderPlace> places) {
      OrderPlace place = places.get(order);
      return new StandingEntry(
          id,
          order,
          member,
          note,
          confirmed,
          place.status(),
          new EntryPlace(place.storeId(), number));
    }
  }
}
