package io.siyu.chain;

import io.siyu.community.Community;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Chain-buys as operators run them. */
@GraphQLApi
@ApplicationScoped
public class ChainOperatorApi {

  private final Caller caller;
  private final ChainManagement management;
  private final ChainQueries chains;
  private final ChainReconciliation reconciliation;
  private final Clock clock;

  ChainOperatorApi(
      Caller caller,
      ChainManagement management,
      ChainQueries chains,
      ChainReconciliation reconciliation,
      Clock clock) {
    this.caller = caller;
    this.management = management;
    this.chains = chains;
    this.reconciliation = reconciliation;
    this.clock = clock;
  }

  @Query("chainsForOperator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("All chain-buys (接龙), drafts included, the latest first.")
  public Uni<ChainSummary.Connection> chainsForOperator(
      @Name("state") @Description("Only those in this state; all unless given.") ChainState state,
      @Id @Name("replicatedFrom") @Description("Only copies of this chain-buy; all unless given.")
          String replicatedFrom,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after,
      @Id @Name("communityId") @Description("Only those of this community (社群); all unless given.")
          String communityId,
      @Name("title") @Description("Only those whose title has this in it, at most 60 characters.")
          String title) {
    UUID source = replicatedFrom == null ? null : Chain.ID.decode(replicatedFrom, "replicatedFrom");
    UUID community = communityId == null ? null : Community.ID.decode(communityId, "communityId");
    ChainFilter filter =
        new ChainFilter(state, source, community, Text.optionalLine(title, 60, "title"));
    return chains
        .pageForOperator(filter, first, after)
        .map(page -> ChainSummary.Connection.forOperator(page, clock.instant()));
  }

  @Query("chainReconciliation")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Proof that every chain-buy gave back what had to go back (due = refunded): a failed or cancelled"
          + " one everything, any other what came too late, found no seat or was withdrawn, a"
          + " successful one with ladder prices exactly the differences too (对账). The latest first.")
  public Uni<ChainReconciliationView.Connection> chainReconciliation(
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    return reconciliation.page(first, after).map(ChainReconciliationView.Connection::of);
  }

  @Mutation("createChain")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Prepares a chain-buy (接龙) as a draft.")
  public Uni<CreateChainPayload> createChain(
      @NonNull @Name("input") @Description("The chain-buy.") CreateChainInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            management
                .create(operator, ChainInputs.newChain(input), input.idempotencyKey())
                .chain(chains::one)
                .map(chain -> CreateChainPayload.done(chain, clock.instant())),
        CreateChainPayload::refused);
  }

  @Mutation("publishChain")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Opens a draft for joining, and takes its stock out of the SKUs' stock (发布接龙).")
  public Uni<PublishChainPayload> publishChain(
      @NonNull @Name("input") @Description("Which draft.") PublishChainInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            management
                .publish(operator, chainId(input.chainId()), input.idempotencyKey())
                .chain(chains::one)
                .map(chain -> PublishChainPayload.done(chain, clock.instant())),
        PublishChainPayload::refused);
  }

  @Mutation("cancelChain")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Calls a chain-buy off for good; every payment is refunded (取消接龙), except that teams of a"
          + " team buy which have formed keep their goods.")
  public Uni<CancelChainPayload> cancelChain(
      @NonNull @Name("input") @Description("Which one, and why.") CancelChainInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            management
                .cancel(operator, chainId(input.chainId()), input.reason(), input.idempotencyKey())
                .chain(chains::one)
                .map(chain -> CancelChainPayload.done(chain, clock.instant())),
        CancelChainPayload::refused);
  }

  private static UUID chainId(String id) {
    return Chain.ID.decode(id, "input", "chainId");
  }
}
