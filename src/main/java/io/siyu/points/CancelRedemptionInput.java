package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code cancelRedemption} needs. */
@Input("CancelRedemptionInput")
@Description("Which redemption to cancel.")
public record CancelRedemptionInput(
    @NonNull @Id @Description("Id of the redemption.") String redemptionId,
    @NonNull
        @Id
        @Description(
            "Made by the client for this cancellation, 1–64 characters: repeating the request with it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
