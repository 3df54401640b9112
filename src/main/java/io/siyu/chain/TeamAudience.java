package io.siyu.chain;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Whom a team of a team buy concerns, for those who tell them. */
@ApplicationScoped
public class TeamAudience {

  private final Database database;
  private final Sql sql;

  TeamAudience(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /** The members who were in it when it ended, each once; who left before is not among them. */
  public Uni<List<UUID>> members(UUID team) {
    return database.read(
        () ->
            sql.list(
                """
                SELECT DISTINCT member_id FROM chain_entry
                WHERE team_id = $1 AND number IS NOT NULL AND state <> 'WITHDRAWN'""",
                row -> row.uuid("member_id"),
                team));
  }

  /** The member whose entry it is. */
  public Uni<UUID> memberOf(UUID entry) {
    return database.read(
        () ->
            sql.first(
                "SELECT member_id FROM chain_entry WHERE id = $1",
                row -> row.uuid("member_id"),
                entry));
  }
}
