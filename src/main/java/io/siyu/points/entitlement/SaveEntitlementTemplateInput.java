package io.siyu.points.entitlement;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveEntitlementTemplate} needs. */
@Input("SaveEntitlementTemplateInput")
@Description("The terms of an entitlement as a whole; copies that were given keep theirs.")
public record SaveEntitlementTemplateInput(
    @Id @Description("Which one; a new one unless given.") String templateId,
    @NonNull @Description("What a copy is good for.") EntitlementKind kind,
    @NonNull @Description("Its name, 1–60 characters.") String name,
    @Description("Units of one copy, such as lessons, 1–1000.") int total,
    @Description(
            "Whole days after the one on which a copy is given, 1–3650; for ever unless given.")
        Integer validDays,
    @DefaultValue("true") @Description("False: no more copies are given.") Boolean offered,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  UUID id() {
    return templateId == null
        ? null
        : EntitlementTemplateView.ID.decode(templateId, "input", "templateId");
  }

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  EntitlementTemplate terms() {
    return new EntitlementTemplate(
        null,
        kind,
        Text.requiredLine(name, 60, "input", "name"),
        Numbers.inRange(total, 1, 1000, "input", "total"),
        validDays == null ? null : Numbers.inRange(validDays, 1, 3650, "input", "validDays"),
        !Boolean.FALSE.equals(offered));
  }
}
