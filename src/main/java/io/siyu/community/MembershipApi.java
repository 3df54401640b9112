package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Communities that members are in, as they see them. */
@GraphQLApi
@ApplicationScoped
public class MembershipApi {

  private final Caller caller;
  private final MembershipRequests requests;

  MembershipApi(Caller caller, MembershipRequests requests) {
    this.caller = caller;
    this.requests = requests;
  }

  @Description("Communities that the member is in (我的社群), the latest joined first.")
  public Uni<CommunityMembershipConnection> communities(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return requests
        .page(viewer.memberId(), Cursor.decode(MembershipRequests.LIST, 2, after), Page.size(first))
        .map(CommunityMembershipConnection::of);
  }

  @Mutation("joinCommunity")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Joins a community (加入社群); whoever is in it already stays so. Who comes back has the role"
          + " from before.")
  public Uni<JoinCommunityPayload> joinCommunity(
      @NonNull @Name("input") @Description("Which one.") JoinCommunityInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            requests
                .join(
                    member,
                    Community.ID.decode(input.communityId(), "input", "communityId"),
                    input.idempotencyKey())
                .map(JoinCommunityPayload::done),
        JoinCommunityPayload::refused);
  }

  @Mutation("leaveCommunity")
  @RolesAllowed(Roles.MEMBER)
  @Description("Leaves a community (退出社群).")
  public Uni<LeaveCommunityPayload> leaveCommunity(
      @NonNull @Name("input") @Description("Which one.") LeaveCommunityInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            requests
                .leave(
                    member,
                    Community.ID.decode(input.communityId(), "input", "communityId"),
                    input.idempotencyKey())
                .map(LeaveCommunityPayload::done),
        LeaveCommunityPayload::refused);
  }
}
