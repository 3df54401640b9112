package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a change of who is in a community was refused, for the client. */
@Type("CommunityMembershipError")
@Description("Why a change of who is in a community was refused.")
public record CommunityMembershipError(
    @NonNull @Description("The reason.") CommunityMembershipErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static List<@NonNull CommunityMembershipError> of(Refusal refusal) {
    return List.of(
        new CommunityMembershipError(
            refusal.codeAs(CommunityMembershipErrorCode.class),
            refusal.field(),
            refusal.getMessage()));
  }
}
