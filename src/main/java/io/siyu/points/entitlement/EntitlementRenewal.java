package io.siyu.points.entitlement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.util.UUID;

/** An entitlement was used up, so that its member may want another; published once. */
@RegisterForReflection
public record EntitlementRenewal(UUID entitlementId, UUID member, String name, int total)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return entitlementId.toString();
  }
}
