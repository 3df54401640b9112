package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** The last seat of a team was paid: everybody in it is confirmed, for ever. */
@RegisterForReflection
public record ChainTeamFormed(UUID chainId, UUID teamId, Instant at) implements DomainEvent {

  @Override
  public String eventKey() {
    return teamId.toString();
  }
}
