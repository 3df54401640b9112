package io.siyu.points.entitlement;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An entitlement, as the API shows it to its member and to staff. */
@Type("Entitlement")
@Name("Entitlement")
@Description("A course or lesson card (权益) that a member holds.")
public record EntitlementView(
    @Ignore UUID entitlementId,
    @NonNull @Id @Description("The entitlement's id.") String id,
    @NonNull @Description("What it is good for.") EntitlementKind kind,
    @NonNull @Description("Its name when it was given, at most 60 characters.") String name,
    @Description("Its units, such as lessons, 1–1000.") int total,
    @Description("Units that were used, 0 to `total`.") int used,
    @Description("Units that are left, 0 to `total` (剩余次数).") int remaining,
    @Description("Until just before this instant it can be used, in UTC; null = for ever.")
        Instant expiresAt,
    @NonNull @Description("Where it comes from.") EntitlementSource source,
    @NonNull @Description("Where it stands.") EntitlementState state,
    @NonNull @Description("When it was given, in UTC.") Instant createdAt) {

  static final IdType ID = IdType.of("entitlement");

  static EntitlementView of(Entitlement entitlement) {
    return new EntitlementView(
        entitlement.id(),
        ID.encode(entitlement.id()),
        entitlement.kind(),
        entitlement.name(),
        entitlement.total(),
        entitlement.used(),
        entitlement.total() - entitlement.used(),
        entitlement.expiresAt(),
        entitlement.source(),
        entitlement.state(),
        entitlement.createdAt());
  }
}
