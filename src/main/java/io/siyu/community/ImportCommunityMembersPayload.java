package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code importCommunityMembers} answers. */
@Type("ImportCommunityMembersPayload")
@Description("What the changes did, or why none was taken.")
public record ImportCommunityMembersPayload(
    @Description(
            "How many of these changes brought somebody in who was not in it, now or before; null when"
                + " it was refused.")
        Integer joinedCount,
    @Description(
            "How many ended somebody's membership, now or before, or told of the leaving of somebody"
                + " unknown until then; null when it was refused.")
        Integer leftCount,
    @NonNull @Id @Description("Members whose account is gone, or never was: nothing was changed.")
        List<@NonNull String> unknownMemberIds,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull CommunityMembershipError> userErrors) {

  static ImportCommunityMembersPayload done(MembershipImport.Outcome outcome) {
    return new ImportCommunityMembersPayload(
        outcome.joined(),
        outcome.left(),
        outcome.unknown().stream().map(MembershipOperatorApi.MEMBER::encode).toList(),
        List.of());
  }

  static ImportCommunityMembersPayload refused(Refusal refusal) {
    return new ImportCommunityMembersPayload(
        null, null, List.of(), CommunityMembershipError.of(refusal));
  }
}
