package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code useEntitlement} needs. */
@Input("UseEntitlementInput")
@Description("Of which entitlement one unit is used.")
public record UseEntitlementInput(
    @NonNull @Id @Description("Which entitlement.") String entitlementId,
    @NonNull
        @Id
        @Description(
            "Made by the client for this use, 1–64 characters: repeating the request with it takes no second unit (幂等键).")
        String idempotencyKey) {}
