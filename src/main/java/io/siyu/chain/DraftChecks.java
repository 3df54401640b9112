package io.siyu.chain;

import io.siyu.catalog.CatalogService;
import io.siyu.catalog.PublicGoods;
import io.siyu.catalog.SkuTerms;
import io.siyu.community.CommunityService;
import io.siyu.community.CommunitySummary;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a draft says and refers to: that it is possible, is there, and fits. */
@ApplicationScoped
class DraftChecks {

  private final LeaderRows leaders;
  private final CommunityService communities;
  private final CatalogService catalog;
  private final ChainCoupons coupons;
  private final Sql sql;

  DraftChecks(
      LeaderRows leaders,
      CommunityService communities,
      CatalogService catalog,
      ChainCoupons coupons,
      Sql sql) {
    this.leaders = leaders;
    this.communities = communities;
    this.catalog = catalog;
    this.coupons = coupons;
    this.sql = sql;
  }

  /**
   * Locks the leader-to-be until the caller's transaction ends.
   *
   * @return the SKUs of its items
   * @throws InvalidInput when the leader cannot lead, a SKU is for members only (anybody sees a
   *     chain), or a community dissolves before the deadline
   * @throws RequestFailure NOT_FOUND when a SKU, community or store does not exist
   */
  Uni<Map<UUID, SkuTerms>> check(NewChain chain) {
    List<UUID> wanted = chain.items().stream().map(NewChain.Item::skuId).toList();
    return leaders
        .requirePresent(chain.leader(), "input", "leaderMemberId")
        .chain(() -> communities.communities(chain.communities()))
        .invoke(found -> requireCommunities(chain, found))
        .chain(() -> communities.requireStores(chain.pickUpPoints()))
        .chain(() -> catalog.skus(wanted))
        .invoke(
            skus -> {
              PublicGoods.require(wanted, skus);
              if (!skus.keySet().containsAll(wanted)) {
                throw RequestFailure.notFound("SKU");
              }
            });
  }

  private static void requireCommunities(NewChain chain, Map<UUID, CommunitySummary> found) {
    for (int i = 0; i < chain.communities().size(); i++) {
      CommunitySummary community = found.get(chain.communities().get(i));
      if (community == null) {
        throw RequestFailure.notFound("Community");
      }
      if (outlasts(chain.deadline(), community)) {
        throw new InvalidInput(
            List.of("input", "communityIds", String.valueOf(i)),
            "This community dissolves before the deadline. Set an earlier one, or leave it out.");
      }
    }
  }

  /**
   * As a draft opens, whatever it was checked for when it was written: less was asked of drafts
   * once, and communities and coupons change. Its row is locked by the caller, so that nobody
   * rewrites it meanwhile.
   *
   * @throws InvalidInput when its terms are impossible, a community dissolves before the deadline,
   *     or its coupon cannot be given
   */
  Uni<Void> checkAgain(ChainTerms draft, List<ChainItemTerms> items) {
    PossibleTerms.Problem problem =
        PossibleTerms.of(draft, items.stream().map(item -> item.goods(item.stock())).toList())
            .problem();
    if (problem != null) {
      throw impossible(problem.message() + " " + problem.remedy());
    }
    return sql.list(
            "SELECT community_id FROM chain_community WHERE chain_id = $1",
            row -> row.uuid("community_id"),
            draft.id())
        .chain(communities::communities)
        .invoke(
            found ->
                found.values().stream()
                    .filter(community -> outlasts(draft.deadline(), community))
                    .findFirst()
                    .ifPresent(
                        community -> {
                          throw impossible(
                              community.name()
                                  + " dissolves before the deadline. Set an earlier one, or leave"
                                  + " that community out.");
                        }))
        .chain(() -> coupons.requirePromised(draft.id()));
  }

  private static InvalidInput impossible(String why) {
    return new InvalidInput(
        List.of("input", "chainId"), "The draft has to be changed before it opens. " + why);
  }

  /** Whether joining would go on when there is nobody left to join. */
  static boolean outlasts(Instant deadline, CommunitySummary community) {
    return community.dissolvesAt() != null && deadline.isAfter(community.dissolvesAt());
  }
}
