package io.siyu.chain;

import java.time.Instant;
import java.util.UUID;

/**
 * A team of a team buy as stored.
 *
 * @param taken seats that are paid, at most {@code size}
 * @param endsAt a payment made by then counts
 */
public record TeamTerms(
    UUID id, UUID chainId, int size, int taken, TeamState state, Instant openedAt, Instant endsAt) {

  boolean isJoinable(Instant now) {
    return state == TeamState.OPEN && now.isBefore(endsAt);
  }
}
