package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How members stand with the brand, for those who choose among them. */
@ApplicationScoped
public class MemberStandings {

  private final Database database;
  private final Sql sql;

  MemberStandings(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /** Members who are not there or may not act are missing from the answer. */
  public Uni<Map<UUID, MemberStanding>> of(Collection<UUID> members) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT m.id, m.created_at, m.returned, t.level
                    FROM member m JOIN tier t ON t.id = m.tier_id
                    WHERE m.id = ANY($1) AND m.status = 'ACTIVE'""",
                    row ->
                        Map.entry(
                            row.uuid("id"),
                            new MemberStanding(
                                row.instant("created_at"),
                                row.bool("returned"),
                                row.integer("level"))),
                    members))
        .map(
            found -> {
              Map<UUID, MemberStanding> standings = new HashMap<>();
              found.forEach(entry -> standings.put(entry.getKey(), entry.getValue()));
              return standings;
            });
  }
}
