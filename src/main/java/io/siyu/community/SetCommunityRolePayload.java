package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code setCommunityRole} answers. */
@Type("SetCommunityRolePayload")
@Description("The member as the community has them, or why nothing was changed.")
public record SetCommunityRolePayload(
    @Description("The member; null when it was refused.") CommunityMember member,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CommunityMembershipError> userErrors) {

  static SetCommunityRolePayload done(CommunityMember member) {
    return new SetCommunityRolePayload(member, List.of());
  }

  static SetCommunityRolePayload refused(Refusal refusal) {
    return new SetCommunityRolePayload(null, CommunityMembershipError.of(refusal));
  }
}
