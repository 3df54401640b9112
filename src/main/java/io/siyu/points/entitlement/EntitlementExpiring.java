package io.siyu.points.entitlement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** An entitlement is unfinished near its end; published once. */
@RegisterForReflection
public record EntitlementExpiring(
    UUID entitlementId, UUID member, String name, int remaining, Instant expiresAt)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return entitlementId.toString();
  }
}
