package io.siyu.chain;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Whom a chain concerns, for those who tell them. */
@ApplicationScoped
public class ChainAudience {

  private final Database database;
  private final Sql sql;

  ChainAudience(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return the member who leads it, or null when the staff do
   */
  public Uni<UUID> leader(UUID chain) {
    return database.read(
        () ->
            sql.first(
                "SELECT member_id FROM chain_leader WHERE chain_id = $1",
                row -> row.uuid("member_id"),
                chain));
  }

  /**
   * Those who were in the list to the end, by the numbers of their entries: who withdrew, was
   * refunded before or never paid is not among them, nor who sits in a team whose end was another,
   * or that told its members itself ({@link TeamAudience}), or will: one that is open still, as a
   * chain that was called off may be told of before its teams end. A member with several entries is
   * there several times.
   *
   * @param after number behind which to go on; 0 to begin
   */
  public Uni<List<Joined>> joined(UUID chain, int after, int limit) {
    return database.read(
        () ->
            sql.list(
                """
                SELECT e.member_id, e.number FROM chain_entry e JOIN chain c ON c.id = e.chain_id
                WHERE e.chain_id = $1 AND e.number > $2 AND e.state <> 'WITHDRAWN'
                  AND CASE WHEN c.outcome = 'SUCCEEDED'
                    THEN e.refunded_at IS NULL AND (e.when_full IS NULL OR e.state <> 'PAID')
                    ELSE e.state = 'PAID' END
                  AND NOT EXISTS (
                    SELECT FROM chain_team t
                    WHERE t.id = e.team_id AND (t.announced OR t.state = 'OPEN'))
                ORDER BY e.number LIMIT $3""",
                row -> new Joined(row.uuid("member_id"), row.integer("number")),
                chain,
                after,
                limit));
  }

  /** A member and the number of their entry. */
  public record Joined(UUID member, int number) {}
}
