package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code cancelMemberRedemption} needs. */
@Input("CancelMemberRedemptionInput")
@Description("A member's redemption that staff cancel.")
public record CancelMemberRedemptionInput(
    @NonNull @Id @Description("Which redemption.") String redemptionId,
    @NonNull @Description("Why, 1–200 characters; members do not see it.") String reason,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
