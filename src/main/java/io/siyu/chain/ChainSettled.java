package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** It is decided for ever whether a chain succeeded; refunds and confirmations follow. */
@RegisterForReflection
public record ChainSettled(UUID chainId, ChainOutcome outcome, Instant at) implements DomainEvent {

  @Override
  public String eventKey() {
    return chainId.toString();
  }
}
