package io.siyu.community;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveCommunity} needs. */
@Input("SaveCommunityInput")
@Description("A community as it is to be: whatever is left out is nothing, not what it was.")
public record SaveCommunityInput(
    @Id @Description("Which community to change; null for a new one.") String id,
    @NonNull @Description("What it is for.") CommunityKind kind,
    @NonNull @Description("Name of the group, 1–60 characters.") String name,
    @Id @Description("The store it belongs to; null when it belongs to no single one.")
        String storeId,
    @Description("City of its members, 1–30 characters; null when it belongs to the whole brand.")
        String city,
    @Description(
            "When it dissolves (快闪群), in the next ten years or as it was; null for a lasting one.")
        Instant dissolvesAt,
    @NonNull @Description("How one gets in.") CommunityJoinPolicy joinPolicy,
    @Description(
            "How many places there are, 1–10000; null for as many as come. Fewer than are taken lets"
                + " nobody in until enough have left.")
        Integer capacity,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
