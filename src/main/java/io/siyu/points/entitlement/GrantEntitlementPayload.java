package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code grantEntitlement} answers. */
@Type("GrantEntitlementPayload")
@Description("The entitlement, or why it was not given.")
public record GrantEntitlementPayload(
    @Description("The entitlement as it stands now; null when this was refused.")
        EntitlementView entitlement,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull EntitlementError> userErrors) {

  static GrantEntitlementPayload granted(Entitlement entitlement) {
    return new GrantEntitlementPayload(EntitlementView.of(entitlement), List.of());
  }

  static GrantEntitlementPayload refused(Refusal refusal) {
    return new GrantEntitlementPayload(null, EntitlementError.of(refusal));
  }
}
