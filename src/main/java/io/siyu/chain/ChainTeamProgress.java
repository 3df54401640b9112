package io.siyu.chain;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How far a team is from forming. Tells all who watch the same, so nothing here is about one. */
@Type("ChainTeamProgress")
@Name("ChainTeamProgress")
@Description("How far a team of a team buy is from forming (拼团进度).")
public record ChainTeamProgress(
    @NonNull @Description("Where it stands.") TeamState state,
    @Description("How many members make it (几人团).") int size,
    @Description("Seats that are not paid yet (还差几人).") int seatsLeft,
    @NonNull @Description("A payment made by this instant counts (拼团截止).") Instant endsAt,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime) {

  static ChainTeamProgress of(TeamTerms team, Instant now) {
    return new ChainTeamProgress(
        team.state(), team.size(), team.size() - team.taken(), team.endsAt(), now);
  }
}
