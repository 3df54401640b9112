package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** Little is missing to a chain's minimum; told once per chain, however often it comes and goes. */
@RegisterForReflection
public record ChainNearlyReached(UUID chainId, Instant at) implements DomainEvent {

  @Override
  public String eventKey() {
    return chainId.toString();
  }
}
