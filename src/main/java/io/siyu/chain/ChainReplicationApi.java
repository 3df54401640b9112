package io.siyu.chain;

import io.siyu.community.Community;
import io.siyu.community.CommunitySummary;
import io.siyu.kernel.InvalidInput;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** One chain-buy in many communities. */
@GraphQLApi
@ApplicationScoped
public class ChainReplicationApi {

  private final Caller caller;
  private final ChainReplicating replicating;
  private final ChainQueries chains;

  ChainReplicationApi(Caller caller, ChainReplicating replicating, ChainQueries chains) {
    this.caller = caller;
    this.replicating = replicating;
    this.chains = chains;
  }

  @Mutation("replicateChain")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Copies a chain-buy with its items, prices, limits and places to communities (复制接龙), one"
          + " chain-buy in each: all of them or none.")
  public Uni<ReplicateChainPayload> replicateChain(
      @NonNull @Name("input") @Description("What to copy, and where.") ReplicateChainInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            replicating
                .replicate(operator, wanted(input), input.idempotencyKey())
                .map(ReplicateChainPayload::done),
        ReplicateChainPayload::refused);
  }

  @NonNull
  @Description("The communities it is for, 1–50 (社群).")
  public Uni<List<@NonNull List<@NonNull Community>>> communities(
      @Source List<ChainSummary> summaries) {
    return chains
        .communitiesOf(summaries.stream().map(ChainSummary::chainId).toList())
        .map(lists -> lists.stream().map(ChainReplicationApi::views).toList());
  }

  private static List<Community> views(List<CommunitySummary> found) {
    return found.stream().map(Community::of).toList();
  }

  private static ReplicateChain wanted(ReplicateChainInput input) {
    List<UUID> communities = new ArrayList<>();
    for (String id : limited(input.communityIds(), "communityIds")) {
      String at = String.valueOf(communities.size());
      communities.add(Community.ID.decode(id, "input", "communityIds", at));
    }
    List<ReplicateChain.Deadline> deadlines = new ArrayList<>();
    for (ReplicateChainInput.Deadline own : limited(input.deadlines(), "deadlines")) {
      String at = String.valueOf(deadlines.size());
      UUID community =
          Community.ID.decode(own.communityId(), "input", "deadlines", at, "communityId");
      deadlines.add(new ReplicateChain.Deadline(community, own.deadline()));
    }
    List<ReplicateChain.Stock> stocks = new ArrayList<>();
    for (ReplicateChainInput.Stock stock : limited(input.stocks(), "stocks")) {
      String at = String.valueOf(stocks.size());
      UUID item = ChainItem.ID.decode(stock.itemId(), "input", "stocks", at, "itemId");
      stocks.add(new ReplicateChain.Stock(item, stock.stock()));
    }
    List<ReplicateChain.Leader> leaders = new ArrayList<>();
    for (ReplicateChainInput.Leader leader : limited(input.leaders(), "leaders")) {
      String at = String.valueOf(leaders.size());
      leaders.add(
          new ReplicateChain.Leader(
              Community.ID.decode(leader.communityId(), "input", "leaders", at, "communityId"),
              ChainInputs.MEMBER.decode(leader.memberId(), "input", "leaders", at, "memberId")));
    }
    return new ReplicateChain(
        Chain.ID.decode(input.chainId(), "input", "chainId"),
        communities,
        input.deadline(),
        deadlines,
        stocks,
        input.publish(),
        input.pickUp() == null ? CopiedPickUp.SAME : input.pickUp(),
        leaders);
  }

  /** What is too long is never decoded. */
  private static <T> List<T> limited(List<T> list, String field) {
    if (list == null) {
      return List.of();
    }
    if (list.size() > ReplicateChain.MAX_COMMUNITIES) {
      throw new InvalidInput(
          List.of("input", field), "At most " + ReplicateChain.MAX_COMMUNITIES + " of them.");
    }
    return list;
  }
}
