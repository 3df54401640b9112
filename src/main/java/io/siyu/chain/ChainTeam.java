package io.siyu.chain;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.PageInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One team of a team buy. */
@Type("ChainTeam")
@Name("ChainTeam")
@Description("One team of a team buy (拼团), as everybody may see it.")
public record ChainTeam(
    @Ignore UUID teamId,
    @NonNull @Id @Description("Opaque id; begins with `chain-team_`. May be shared as a link.")
        String id,
    @NonNull @Description("Where it stands.") TeamState state,
    @Description("How many members make it, 2–100 (几人团).") int size,
    @Description("Seats that are not paid yet; whoever pays first gets them (还差几人).") int seatsLeft,
    @NonNull @Description("When its first payment opened it (开团时间).") Instant openedAt,
    @NonNull @Description("A payment made by this instant counts (拼团截止).") Instant endsAt,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime) {

  /** Ids of teams. */
  public static final IdType ID = IdType.of("chain-team");

  static ChainTeam of(TeamTerms team, Instant now) {
    return new ChainTeam(
        team.id(),
        ID.encode(team.id()),
        team.state(),
        team.size(),
        team.size() - team.taken(),
        team.openedAt(),
        team.endsAt(),
        now);
  }

  /** A page of teams. */
  @Type("ChainTeamConnection")
  @Name("ChainTeamConnection")
  @Description("A page of teams.")
  public record Connection(
      @NonNull @Description("The teams of this page.") List<@NonNull ChainTeam> nodes,
      @NonNull @Description("The same teams, each with its cursor.") List<@NonNull Edge> edges,
      @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

    static Connection of(Page<TeamTerms> page, Instant now) {
      return new Connection(
          page.map(team -> ChainTeam.of(team, now)).items(),
          Connections.edges(page, TeamQueries::cursor, team -> ChainTeam.of(team, now), Edge::new),
          Connections.pageInfo(page, TeamQueries::cursor));
    }
  }

  /** A team and its place in the list. */
  @Type("ChainTeamEdge")
  @Name("ChainTeamEdge")
  @Description("A team and its place in the list.")
  public record Edge(
      @NonNull @Description("The team.") ChainTeam node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
