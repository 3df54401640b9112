package io.siyu.points.entitlement;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A unit that was used, as the API shows it. */
@Type("EntitlementUse")
@Name("EntitlementUse")
@Description("One unit of an entitlement that was used (核销记录).")
public record EntitlementUseView(
    @NonNull @Id @Description("The use's id.") String id,
    @NonNull @Description("When, in UTC.") Instant usedAt,
    @Description("When it was undone as a mistake, in UTC; null = it stands.") Instant undoneAt) {

  static final IdType ID = IdType.of("entitlement-use");

  static EntitlementUseView of(EntitlementUse use) {
    return new EntitlementUseView(ID.encode(use.id()), use.usedAt(), use.undoneAt());
  }
}
