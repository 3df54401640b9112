package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code useEntitlement} answers. */
@Type("UseEntitlementPayload")
@Description("The use and what is left, or why this was refused.")
public record UseEntitlementPayload(
    @Description("The entitlement as it stands now; null when this was refused.")
        EntitlementView entitlement,
    @Description("The use; null when this was refused.") EntitlementUseView use,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull EntitlementError> userErrors) {

  static UseEntitlementPayload done(Entitlement entitlement, EntitlementUse use) {
    return new UseEntitlementPayload(
        EntitlementView.of(entitlement), EntitlementUseView.of(use), List.of());
  }

  static UseEntitlementPayload refused(Refusal refusal) {
    return new UseEntitlementPayload(null, null, EntitlementError.of(refusal));
  }
}
