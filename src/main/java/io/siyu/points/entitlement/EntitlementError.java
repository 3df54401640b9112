package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why something with an entitlement was refused, for the client. */
@Type("EntitlementError")
@Description("Why something with an entitlement was refused.")
public record EntitlementError(
    @NonNull @Description("The reason.") EntitlementErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("When its time was over, in UTC; only with EXPIRED.") Instant expiresAt) {

  static List<@NonNull EntitlementError> of(Refusal refusal) {
    return List.of(
        new EntitlementError(
            refusal.codeAs(EntitlementErrorCode.class),
            refusal.field(),
            refusal.getMessage(),
            (Instant) refusal.facts().get("expiresAt")));
  }
}
