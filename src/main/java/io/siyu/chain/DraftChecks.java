package io.siyu.chain;

import io.siyu.catalog.CatalogService;
import io.siyu.catalog.PublicGoods;
import io.siyu.catalog.SkuTerms;
import io.siyu.community.CommunityService;
import io.siyu.community.CommunitySummary;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a draft refers to: that it is there, and fits. */
@ApplicationScoped
class DraftChecks {

  private final LeaderRows leaders;
  private final CommunityService communities;
  private final CatalogService catalog;

  DraftChecks(LeaderRows leaders, CommunityService communities, CatalogService catalog) {
    this.leaders = leaders;
    this.communities = communities;
    this.catalog = catalog;
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

  /** Whether joining would go on when there is nobody left to join. */
  static boolean outlasts(Instant deadline, CommunitySummary community) {
    return community.dissolvesAt() != null && deadline.isAfter(community.dissolvesAt());
  }
}
