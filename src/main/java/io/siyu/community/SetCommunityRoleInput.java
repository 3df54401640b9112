package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code setCommunityRole} needs. */
@Input("SetCommunityRoleInput")
@Description("Who is to be what in a community.")
public record SetCommunityRoleInput(
    @NonNull @Id @Description("Which community.") String communityId,
    @NonNull @Id @Description("Which of its members.") String memberId,
    @NonNull @Description("What the member is from now on.") CommunityRole role,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
