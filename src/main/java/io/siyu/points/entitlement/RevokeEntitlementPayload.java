package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code revokeEntitlement} answers. */
@Type("RevokeEntitlementPayload")
@Description("The entitlement that was taken back, or why this was refused.")
public record RevokeEntitlementPayload(
    @Description("The entitlement as it stands now; null when this was refused.")
        EntitlementView entitlement,
    @NonNull @Description("Why this was refused; empty when it was not.")
        List<@NonNull EntitlementError> userErrors) {

  static RevokeEntitlementPayload done(Entitlement entitlement) {
    return new RevokeEntitlementPayload(EntitlementView.of(entitlement), List.of());
  }

  static RevokeEntitlementPayload refused(Refusal refusal) {
    return new RevokeEntitlementPayload(null, EntitlementError.of(refusal));
  }
}
