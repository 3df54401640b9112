package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code revokeEntitlement} needs. */
@Input("RevokeEntitlementInput")
@Description("An entitlement of which staff take back what is left.")
public record RevokeEntitlementInput(
    @NonNull @Id @Description("Which one.") String entitlementId,
    @NonNull @Description("Why, 1–200 characters; members do not see it.") String reason,
    @Description(
            "Whether its redemption is cancelled and the points go back, which needs that nothing"
                + " of it was used; false unless given.")
        Boolean returnPoints,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
