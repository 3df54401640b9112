package io.siyu.chain;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Team buys as members see them. */
@GraphQLApi
@ApplicationScoped
public class TeamApi {

  private final Caller caller;
  private final TeamJoining joining;
  private final TeamQueries teams;
  private final EntryQueries entries;
  private final TeamSeats seats;
  private final JoinedEntries joined;
  private final Clock clock;

  TeamApi(
      Caller caller,
      TeamJoining joining,
      TeamQueries teams,
      EntryQueries entries,
      TeamSeats seats,
      JoinedEntries joined,
      Clock clock) {
    this.caller = caller;
    this.joining = joining;
    this.teams = teams;
    this.entries = entries;
    this.seats = seats;
    this.joined = joined;
    this.clock = clock;
  }

  @Mutation("joinTeam")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Joins a team of a team buy (参团) or opens one (开团): holds the goods for 15 minutes, or until"
          + " the team or the team buy ends. The seat is taken by the payment; the last one forms the"
          + " team (成团).")
  public Uni<JoinTeamPayload> joinTeam(
      @NonNull @Name("input") @Description("The entry.") JoinTeamInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            joining
                .join(
                    member,
                    Chain.ID.decode(input.chainId(), "input", "chainId"),
                    input.teamId() == null
                        ? null
                        : ChainTeam.ID.decode(input.teamId(), "input", "teamId"),
                    input.whenFull() == null ? WhenFull.REFUND : input.whenFull(),
                    ChainApi.lines(input.items()),
                    input.note(),
                    input.delivery() == null ? null : input.delivery().checked(),
                    input.idempotencyKey())
                .chain(entry -> joined.payload(member, entry))
                .map(JoinTeamPayload::joined),
        JoinTeamPayload::refused);
  }

  @NonNull
  @Description(
      "Teams that can be joined (可参加的团), the soonest ending first; none unless it is a team buy.")
  public Uni<ChainTeam.Connection> teams(
      @Source Chain chain,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    return teams
        .open(chain.chainId(), first, after)
        .map(page -> ChainTeam.Connection.of(page, clock.instant()));
  }

  @Description("One of its teams, whatever became of it; for a link that was shared (分享的团).")
  public Uni<ChainTeam> team(
      @Source Chain chain, @NonNull @Id @Name("id") @Description("The team's id.") String id) {
    return teams
        .one(chain.chainId(), ChainTeam.ID.decode(id, "id"))
        .map(team -> ChainTeam.of(team, clock.instant()));
  }

  @Description(
      "The first of its seats (开团人): who opened it, or who is in it the longest after that one left;"
          + " null while nobody is.")
  public Uni<List<String>> opener(@Source List<ChainTeam> teams) {
    return entries.firstSeats(teams.stream().map(ChainTeam::teamId).toList());
  }

  @NonNull
  @Description(
      "Who is in it (团员), the first seat first, at most 100: without those who left while it was"
          + " open, with those who were in it when it ended.")
  public Uni<List<@NonNull List<@NonNull ChainTeamSeat>>> seats(@Source List<ChainTeam> teams) {
    return seats.of(teams.stream().map(ChainTeam::teamId).toList(), caller.memberOrNull());
  }
}
