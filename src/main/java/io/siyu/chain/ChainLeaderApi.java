package io.siyu.chain;

import io.siyu.member.Viewer;
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

/** Chain-buys as their leaders run them. */
@GraphQLApi
@ApplicationScoped
public class ChainLeaderApi {

  private final Caller caller;
  private final ChainLeaders leaders;
  private final ChainOpening opening;
  private final ChainClosing closing;
  private final ChainQueries chains;
  private final Clock clock;

  ChainLeaderApi(
      Caller caller,
      ChainLeaders leaders,
      ChainOpening opening,
      ChainClosing closing,
      ChainQueries chains,
      Clock clock) {
    this.caller = caller;
    this.leaders = leaders;
    this.opening = opening;
    this.closing = closing;
    this.chains = chains;
    this.clock = clock;
  }

  @Mutation("openChain")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "For leaders: opens a draft that names them for joining (开团); operators use publishChain.")
  public Uni<OpenChainPayload> openChain(
      @NonNull @Name("input") @Description("Which draft.") OpenChainInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            opening
                .openAsLeader(member, chainId(input.chainId()), input.idempotencyKey())
                .chain(chains::one)
                .map(chain -> OpenChainPayload.done(chain, clock.instant())),
        OpenChainPayload::refused);
  }

  @Mutation("closeChain")
  @RolesAllowed({Roles.MEMBER, Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "For leaders and operators: closes a chain-buy before its deadline (提前截止). What was paid by"
          + " then counts; the settlement follows.")
  public Uni<CloseChainPayload> closeChain(
      @NonNull @Name("input") @Description("Which one.") CloseChainInput input) {
    UUID member = caller.memberOrNull();
    UUID operator = member == null ? caller.operator() : null;
    boolean acceptFailure = Boolean.TRUE.equals(input.acceptFailure());
    return UserErrors.of(
        () -> {
          UUID chain = chainId(input.chainId());
          return (member == null
                  ? closing.closeAsOperator(operator, chain, acceptFailure, input.idempotencyKey())
                  : closing.closeAsLeader(member, chain, acceptFailure, input.idempotencyKey()))
              .chain(chains::one)
              .map(closed -> CloseChainPayload.done(closed, clock.instant()));
        },
        CloseChainPayload::refused);
  }

  @Description("The member who leads it (团长); null when the brand's staff do.")
  public Uni<ChainLeader> leader(@Source Chain chain) {
    return leaders.of(List.of(chain.chainId())).map(found -> found.get(chain.chainId()));
  }

  @Description("The member who leads it (团长); null when the brand's staff do.")
  public Uni<List<ChainLeader>> leader(@Source List<ChainSummary> summaries) {
    List<UUID> ids = summaries.stream().map(ChainSummary::chainId).toList();
    return leaders.of(ids).map(found -> ids.stream().map(found::get).toList());
  }

  @NonNull
  @Description("The chain-buys that the member leads (我带的团), drafts included, the latest first.")
  public Uni<ChainSummary.Connection> ledChains(
      @Source Viewer viewer,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    return leaders
        .ledBy(viewer.memberId(), first, after)
        .map(page -> ChainSummary.Connection.forLeader(page, clock.instant()));
  }

  @Description("One chain-buy that the member leads, also a draft (我带的团).")
  public Uni<Chain> ledChain(
      @Source Viewer viewer, @NonNull @Id @Name("id") @Description("Its id.") String id) {
    return leaders
        .led(viewer.memberId(), Chain.ID.decode(id, "id"))
        .map(chain -> Chain.of(chain, clock.instant()));
  }

  private static UUID chainId(String id) {
    return Chain.ID.decode(id, "input", "chainId");
  }
}
