package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code undoEntitlementUse} needs. */
@Input("UndoEntitlementUseInput")
@Description("A use that was a mistake.")
public record UndoEntitlementUseInput(
    @NonNull @Id @Description("Which use.") String useId,
    @NonNull @Description("Why, 1–200 characters; members do not see it.") String reason,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
