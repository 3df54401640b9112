package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code fulfilRedemption} needs. */
@Input("FulfilRedemptionInput")
@Description("A gift that is handed over.")
public record FulfilRedemptionInput(
    @NonNull @Id @Description("Which redemption.") String redemptionId,
    @Description("Who brings it, 1–30 characters; for what is shipped and only then.")
        String carrier,
    @Description("The parcel's number, 1–40 characters; with `carrier`.") String trackingNumber,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
