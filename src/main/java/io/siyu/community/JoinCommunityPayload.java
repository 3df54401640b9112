package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code joinCommunity} answers. */
@Type("JoinCommunityPayload")
@Description("The membership, or why there is none.")
public record JoinCommunityPayload(
    @Description("The membership as it is now; null when it was refused.")
        CommunityMembership membership,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CommunityMembershipError> userErrors) {

  static JoinCommunityPayload done(Membership membership) {
    return new JoinCommunityPayload(CommunityMembership.of(membership), List.of());
  }

  static JoinCommunityPayload refused(Refusal refusal) {
    return new JoinCommunityPayload(null, CommunityMembershipError.of(refusal));
  }
}
