package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** A team has ended without filling up; refunds of its seats follow. */
@RegisterForReflection
public record ChainTeamFailed(UUID chainId, UUID teamId, TeamFailure why, Instant at)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return teamId.toString();
  }
}
