package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code leaveCommunity} answers. */
@Type("LeaveCommunityPayload")
@Description("The membership as it ended, or why it did not.")
public record LeaveCommunityPayload(
    @Description("The membership as it is now; null when it was refused.")
        CommunityMembership membership,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CommunityMembershipError> userErrors) {

  static LeaveCommunityPayload done(Membership membership) {
    return new LeaveCommunityPayload(CommunityMembership.of(membership), List.of());
  }

  static LeaveCommunityPayload refused(Refusal refusal) {
    return new LeaveCommunityPayload(null, CommunityMembershipError.of(refusal));
  }
}
