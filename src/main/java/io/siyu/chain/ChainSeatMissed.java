package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment found no seat where its entry asked for one; the member got what was chosen for that
 * case.
 *
 * @param ownTeam the team that it opened instead; null when it is refunded
 * @param cause of the refund; null when there is none
 */
@RegisterForReflection
public record ChainSeatMissed(UUID chainId, UUID entryId, UUID ownTeam, String cause, Instant at)
    implements DomainEvent {

  @Override
  public String eventKey() {
    return entryId.toString();
  }
}
