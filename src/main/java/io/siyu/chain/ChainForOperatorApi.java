package io.siyu.chain;

import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** One chain-buy with everything that operators may see of it. */
@GraphQLApi
@ApplicationScoped
public class ChainForOperatorApi {

  private final ChainQueries chains;
  private final EntryQueries entries;
  private final Clock clock;

  ChainForOperatorApi(ChainQueries chains, EntryQueries entries, Clock clock) {
    this.chains = chains;
    this.entries = entries;
    this.clock = clock;
  }

  @Query("chainForOperator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("One chain-buy (接龙), also as a draft. For ADMIN and OPERATOR.")
  public Uni<ChainForOperator> chainForOperator(
      @NonNull @Id @Name("id") @Description("Its id.") String id) {
    return chains
        .one(Chain.ID.decode(id, "id"))
        .map(chain -> ChainForOperator.of(Chain.of(chain, clock.instant())));
  }

  @NonNull
  @Description("Its entries (接龙条目), newest first, those included that were never paid.")
  public Uni<ChainForOperator.Entries> entries(
      @Source ChainForOperator chain,
      @Name("state") @Description("Only those in this state; all unless given.") EntryState state,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    return entries.ofChain(chain.chainId(), state, first, after).map(ChainForOperator.Entries::of);
  }

  @NonNull
  @Description(
      "How many entries stand in the list with a number and fill no minimum, as their members work"
          + " for the brand (不计入成团的条目).")
  public Uni<Integer> uncountedEntries(@Source ChainForOperator chain) {
    return entries.uncounted(chain.chainId());
  }
}
