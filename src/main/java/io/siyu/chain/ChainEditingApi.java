package io.siyu.chain;

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
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What operators change of chain-buys that there are. */
@GraphQLApi
@ApplicationScoped
public class ChainEditingApi {

  private final Caller caller;
  private final ChainEditing editing;
  private final ChainLeaderNaming naming;
  private final ChainQueries chains;
  private final Clock clock;

  ChainEditingApi(
      Caller caller,
      ChainEditing editing,
      ChainLeaderNaming naming,
      ChainQueries chains,
      Clock clock) {
    this.caller = caller;
    this.editing = editing;
    this.naming = naming;
    this.chains = chains;
    this.clock = clock;
  }

  @Mutation("updateChain")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Writes a draft anew (修改接龙草稿); what has been opened stays as it was opened.")
  public Uni<UpdateChainPayload> updateChain(
      @NonNull @Name("input") @Description("Which draft, and all that it says from now on.")
          UpdateChainInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            editing
                .update(
                    operator,
                    Chain.ID.decode(input.chainId(), "input", "chainId"),
                    ChainInputs.newChain(input.content()),
                    input.version(),
                    input.idempotencyKey())
                .chain(chains::one)
                .map(chain -> UpdateChainPayload.done(chain, clock.instant())),
        UpdateChainPayload::refused);
  }

  @Mutation("nameChainLeader")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Names who leads a chain-buy from now on (更换团长), as long as it is a draft or open for joining.")
  public Uni<NameChainLeaderPayload> nameChainLeader(
      @NonNull @Name("input") @Description("Which chain-buy, and who.")
          NameChainLeaderInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            naming
                .name(
                    operator,
                    Chain.ID.decode(input.chainId(), "input", "chainId"),
                    ChainInputs.optional(ChainInputs.MEMBER, input.memberId(), "memberId"),
                    input.idempotencyKey())
                .chain(chains::one)
                .map(chain -> NameChainLeaderPayload.done(chain, clock.instant())),
        NameChainLeaderPayload::refused);
  }
}
