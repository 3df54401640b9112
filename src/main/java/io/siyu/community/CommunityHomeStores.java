package io.siyu.community;

import io.siyu.member.HomeStores;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** A member may call any of the brand's stores theirs. */
@ApplicationScoped
class CommunityHomeStores implements HomeStores {

  private final CommunityService communities;

  CommunityHomeStores(CommunityService communities) {
    this.communities = communities;
  }

  @Override
  public Uni<Boolean> exists(UUID store) {
    return communities.stores(List.of(store)).map(found -> found.containsKey(store));
  }
}
