package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment did not get what its entry asked for: it goes back, or was seated in a team of its own,
 * as the member chose for that case.
 *
 * @param ownTeam the team that it opened instead; null when it goes back
 * @param cause why; null in what versions stored that did not tell it of own teams
 */
@RegisterForReflection
public record ChainPaymentMissed(UUID chainId, UUID entryId, UUID ownTeam, String cause, Instant at)
    implements DomainEvent {

  /** The entry had ended unpaid before its money came. */
  public static final String ENTRY_OVER = "ENTRY_OVER";

  @Override
  public String eventKey() {
    return entryId.toString();
  }
}
