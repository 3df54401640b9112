package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads teams. */
@ApplicationScoped
public class TeamQueries {

  private static final String LIST = "chainTeams";

  private final Database database;
  private final Sql sql;
  private final TeamRows teams;
  private final Clock clock;

  TeamQueries(Database database, Sql sql, TeamRows teams, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.teams = teams;
    this.clock = clock;
  }

  /**
   * Teams of a chain that can be joined, the soonest ending first. One that everybody left is not
   * shown, though who has its link may still fill it.
   */
  public Uni<Page<TeamTerms>> open(UUID chain, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 2, after);
    Instant afterEnd = cursor == null ? null : cursor.instant(0);
    UUID afterId = cursor == null ? null : cursor.uuid(1);
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + TeamRows.COLUMNS
                        + """
                         FROM chain_team t JOIN chain c ON c.id = t.chain_id
                        WHERE t.chain_id = $1 AND t.state = 'OPEN' AND t.taken > 0 AND t.ends_at > $2
                          AND c.state IN ('OPEN', 'REACHED') AND c.deadline > $2
                          AND ($3::timestamptz IS NULL OR (t.ends_at, t.id) > ($3, $4::uuid))
                        ORDER BY t.ends_at, t.id LIMIT $5""",
                    TeamRows::terms,
                    chain,
                    clock.instant(),
                    afterEnd,
                    afterId,
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(TeamTerms team) {
    return Cursor.of(LIST, team.endsAt(), team.id());
  }

  /**
   * @throws RequestFailure NOT_FOUND when the chain has no such team
   */
  public Uni<TeamTerms> one(UUID chain, UUID team) {
    return database
        .read(() -> teams.team(chain, team))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Team"));
  }

  /** One that {@link #one} has found before, as it stands now. */
  Uni<TeamTerms> again(UUID team) {
    return byIds(List.of(team)).map(found -> found.get(team));
  }

  /**
   * @return the teams that exist, by id
   */
  public Uni<Map<UUID, TeamTerms>> byIds(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + TeamRows.COLUMNS
                        + " FROM chain_team t WHERE t.id = ANY($1::uuid[])",
                    TeamRows::terms,
                    ids))
        .map(TeamQueries::byId);
  }

  private static Map<UUID, TeamTerms> byId(List<TeamTerms> teams) {
    Map<UUID, TeamTerms> byId = new HashMap<>();
    teams.forEach(team -> byId.put(team.id(), team));
    return byId;
  }
}
