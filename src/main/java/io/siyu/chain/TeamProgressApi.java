package io.siyu.chain;

import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Teams as those see them who wait for them to fill up. */
@GraphQLApi
@ApplicationScoped
public class TeamProgressApi {

  private final TeamProgressFeed feed;
  private final Clock clock;

  TeamProgressApi(TeamProgressFeed feed, Clock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  @Subscription("chainTeamProgress")
  @PermitAll
  @Description(
      "Progress of one team of a team buy (拼团进度): as it stands now, then after each seat that is"
          + " paid or left. Completes after the final state, FORMED or FAILED. A client that reads too"
          + " slowly is told the latest state only, and is cut off after a while.")
  public Multi<ChainTeamProgress> chainTeamProgress(
      @NonNull @Id @Name("chainId") @Description("The team buy.") String chainId,
      @NonNull @Id @Name("teamId") @Description("The team.") String teamId) {
    return feed.watch(Chain.ID.decode(chainId, "chainId"), ChainTeam.ID.decode(teamId, "teamId"))
        .map(team -> ChainTeamProgress.of(team, clock.instant()));
  }
}
