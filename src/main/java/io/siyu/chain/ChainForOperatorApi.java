package io.siyu.chain;

import io.siyu.coupon.ClaimableCouponView;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
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
  private final ChainAudience audience;
  private final ChainCoupons coupons;
  private final DraftFacts facts;
  private final Clock clock;

  ChainForOperatorApi(
      ChainQueries chains,
      EntryQueries entries,
      ChainAudience audience,
      ChainCoupons coupons,
      DraftFacts facts,
      Clock clock) {
    this.chains = chains;
    this.entries = entries;
    this.audience = audience;
    this.coupons = coupons;
    this.facts = facts;
    this.clock = clock;
  }

  @Query("chainForOperator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("One chain-buy (接龙), also as a draft. For ADMIN and OPERATOR.")
  public Uni<ChainForOperator> chainForOperator(
      @NonNull @Id @Name("id") @Description("Its id.") String id) {
    UUID chain = Chain.ID.decode(id, "id");
    // First: the version of what is read is never later than what is read.
    return facts
        .of(chain)
        .map(DraftFacts::version)
        .chain(
            version ->
                chains
                    .one(chain)
                    .map(terms -> ChainForOperator.of(Chain.of(terms, clock.instant()), version)));
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

  @Id
  @Description("The member who leads it (团长); null when the brand's staff do.")
  public Uni<String> leaderMemberId(@Source ChainForOperator chain) {
    return audience
        .leader(chain.chainId())
        .map(member -> member == null ? null : ChainInputs.MEMBER.encode(member));
  }

  @Id
  @Description("The offer of the coupon that it promises (接龙成功赠券); null when it promises none.")
  public Uni<String> couponTemplateId(@Source ChainForOperator chain) {
    return coupons
        .template(chain.chainId())
        .map(template -> template == null ? null : ClaimableCouponView.ID.encode(template));
  }
}
