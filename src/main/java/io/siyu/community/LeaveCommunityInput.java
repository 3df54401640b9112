package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code leaveCommunity} needs. */
@Input("LeaveCommunityInput")
@Description("Which community to leave.")
public record LeaveCommunityInput(
    @NonNull @Id @Description("Which community.") String communityId,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
