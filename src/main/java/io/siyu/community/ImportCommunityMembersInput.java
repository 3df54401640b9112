package io.siyu.community;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code importCommunityMembers} needs. */
@Input("ImportCommunityMembersInput")
@Description("Who came into a chat group and who left it, as staff export it.")
public record ImportCommunityMembersInput(
    @NonNull @Id @Description("Which community.") String communityId,
    @NonNull @Description("1–100 changes, in any order; those imported before are let be.")
        List<@NonNull CommunityMemberChangeInput> changes,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
