package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** A chain that was open once was called off; refunds follow. */
@RegisterForReflection
public record ChainCancelled(UUID chainId, Instant at) implements DomainEvent {

  @Override
  public String eventKey() {
    return chainId.toString();
  }
}
