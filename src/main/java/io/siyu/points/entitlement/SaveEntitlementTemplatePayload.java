package io.siyu.points.entitlement;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveEntitlementTemplate} answers. */
@Type("SaveEntitlementTemplatePayload")
@Description("The template as it is now, or why it was not saved.")
public record SaveEntitlementTemplatePayload(
    @Description("The template; null when it was refused.") EntitlementTemplateView template,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull EntitlementError> userErrors) {

  static SaveEntitlementTemplatePayload saved(EntitlementTemplate template) {
    return new SaveEntitlementTemplatePayload(EntitlementTemplateView.of(template), List.of());
  }

  static SaveEntitlementTemplatePayload refused(Refusal refusal) {
    return new SaveEntitlementTemplatePayload(null, EntitlementError.of(refusal));
  }
}
