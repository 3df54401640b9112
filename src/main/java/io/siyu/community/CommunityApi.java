package io.siyu.community;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Communities and stores as members see them. */
@GraphQLApi
@ApplicationScoped
public class CommunityApi {

  private final CommunityService communities;

  CommunityApi(CommunityService communities) {
    this.communities = communities;
  }

  @Query("stores")
  @PermitAll
  @Description("All stores (门店) of the brand, by city and name; at most 500.")
  public Uni<List<@NonNull Store>> stores() {
    return communities.allStores().map(stores -> stores.stream().map(Store::of).toList());
  }

  @Query("community")
  @RolesAllowed(Roles.MEMBER)
  @Description("One community (社群).")
  public Uni<Community> community(
      @NonNull @Id @Name("id") @Description("Id of the community.") String id) {
    UUID communityId = Community.ID.decode(id, "id");
    return communities
        .communities(List.of(communityId))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw RequestFailure.notFound("Community");
              }
              return Community.of(found.get(communityId));
            });
  }
}
