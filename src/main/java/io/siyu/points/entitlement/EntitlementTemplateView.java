package io.siyu.points.entitlement;

import io.siyu.platform.graphql.IdType;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An entitlement template, as the API shows it. */
@Type("EntitlementTemplate")
@Name("EntitlementTemplate")
@Description("The terms of an entitlement (权益模板), of which members get copies.")
public record EntitlementTemplateView(
    @NonNull @Id @Description("The template's id.") String id,
    @NonNull @Description("What a copy is good for.") EntitlementKind kind,
    @NonNull @Description("Its name, 1–60 characters.") String name,
    @Description("Units of one copy, such as lessons, 1–1000.") int total,
    @Description("Whole days after the one on which a copy is given, 1–3650; null = for ever.")
        Integer validDays,
    @Description("Whether copies are given still.") boolean offered) {

  static final IdType ID = IdType.of("entitlement-template");

  static EntitlementTemplateView of(EntitlementTemplate template) {
    return new EntitlementTemplateView(
        ID.encode(template.id()),
        template.kind(),
        template.name(),
        template.total(),
        template.validDays(),
        template.offered());
  }
}
