package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How members stand with the brand, for those who choose among them. */
@ApplicationScoped
public class MemberStandings {

  private final Database database;
  private final Sql sql;
  private final MemberConfig config;
  private final Clock clock;

  MemberStandings(Database database, Sql sql, MemberConfig config, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  /** Members who are not there or may not act are missing from the answer. */
  public Uni<Map<UUID, MemberStanding>> of(Collection<UUID> members) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT m.id, NOT m.returned AND m.created_at > $2 AS is_new, t.level
                    FROM member m JOIN tier t ON t.id = m.tier_id
                    WHERE m.id = ANY($1) AND m.status = 'ACTIVE'""",
                    row ->
                        Map.entry(
                            row.uuid("id"),
                            new MemberStanding(row.bool("is_new"), row.integer("level"))),
                    members,
                    clock.instant().minus(config.newFor())))
        .map(
            found -> {
              Map<UUID, MemberStanding> standings = new HashMap<>();
              found.forEach(entry -> standings.put(entry.getKey(), entry.getValue()));
              return standings;
            });
  }
}
