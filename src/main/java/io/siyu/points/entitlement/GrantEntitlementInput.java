package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code grantEntitlement} needs. */
@Input("GrantEntitlementInput")
@Description("An entitlement to give to a member.")
public record GrantEntitlementInput(
    @NonNull @Id @Description("Who gets it.") String memberId,
    @NonNull @Id @Description("Its terms, from `entitlementTemplates`.") String templateId,
    @NonNull @Description("Why, 1–200 characters; for the audit log, members do not see it.")
        String reason,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
