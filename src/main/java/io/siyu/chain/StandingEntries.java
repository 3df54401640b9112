package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The entries of a chain whose goods are to be sent. */
@ApplicationScoped
class StandingEntries {

  /** Read at once, at most. */
  static final int PAGE = 2_001;

  /**
   * The index {@code chain_entry_standing} has the order, so nothing is sorted. The limit is
   * written out, and the chain is not joined, so that the planner has no doubt of it.
   */
  static final String STANDING =
      """
      SELECT id, order_id, member_id, place, number, note, state = 'CONFIRMED' AS confirmed
      FROM chain_entry
      WHERE chain_id = $1 AND state IN ('PAID', 'CONFIRMED') AND refunded_at IS NULL
        AND (place, number) > ($4, $5)
        AND (state = 'CONFIRMED' OR ($2 AND when_full IS NULL) OR $3)
      ORDER BY place, number LIMIT %d"""
          .formatted(PAGE);

  private final Sql sql;

  StandingEntries(Sql sql) {
    this.sql = sql;
  }

  /**
   * Of a chain that has succeeded, those that wait to be confirmed one by one stand, too; in a team
   * buy they are as soon as their team forms.
   *
   * @param includePaid whether those of a chain stand, too, that may still succeed
   */
  Uni<Rule> rule(UUID chain, boolean includePaid) {
    return sql.first(
        """
        SELECT last_number, outcome IS NOT DISTINCT FROM 'SUCCEEDED' AS succeeded,
          state IN ('OPEN', 'REACHED', 'CLOSED') AS running
        FROM chain WHERE id = $1""",
        row ->
            new Rule(
                chain,
                row.integer("last_number"),
                row.bool("succeeded"),
                includePaid && row.bool("running")),
        chain);
  }

  /**
   * @return by place, then by number, {@link #PAGE} of them unless there are no more
   */
  Uni<List<StandingEntry>> behind(Rule rule, EntryPlace from) {
    return sql.list(
        STANDING,
        row -> standing(row, rule),
        rule.chain(),
        rule.succeeded(),
        rule.paid(),
        from.place(),
        from.number());
  }

  private static StandingEntry standing(SqlRow row, Rule rule) {
    return new StandingEntry(
        row.uuid("id"),
        row.uuid("order_id"),
        row.uuid("member_id"),
        row.text("note"),
        row.bool("confirmed") || rule.succeeded(),
        new EntryPlace(row.uuid("place"), row.integer("number")));
  }

  /**
   * Which entries of a chain stand beside the confirmed ones.
   *
   * @param lastNumber the number that was given last: zero before the first
   * @param succeeded whether those do that are to be confirmed
   * @param paid whether all do that are paid
   */
  record Rule(UUID chain, int lastNumber, boolean succeeded, boolean paid) {}
}
