package io.siyu.chain;

import java.time.Instant;
import java.util.UUID;

/**
 * A chain-buy as stored.
 *
 * @param description null when there is none
 * @param outcome null until it is SETTLED
 * @param minimum in {@code unit}; AMOUNT is in fen
 * @param maximum in {@code unit}, null for none
 * @param delivers whether the goods may be sent to an address
 * @param have what customers' paid entries add up to, in {@code unit}; in a team buy those of
 *     formed teams
 * @param held what is taken of the maximum, in {@code unit}: by entries that wait for their payment
 *     and by those of staff, too
 * @param publishedAt null for a draft
 * @param nicknameDisplay how members' names stand in its list
 * @param replicatedFrom the chain that it is a copy of; null when it is none
 * @param teamSize how many members make a team of a team buy; null in any other chain
 * @param teamHours how long its teams have to fill; null in any other chain
 */
public record ChainTerms(
    UUID id,
    String title,
    String description,
    ChainState state,
    ChainOutcome outcome,
    ChainUnit unit,
    long minimum,
    Long maximum,
    Instant deadline,
    boolean delivers,
    long have,
    long held,
    Instant publishedAt,
    NicknameDisplay nicknameDisplay,
    UUID replicatedFrom,
    Integer teamSize,
    Integer teamHours) {

  boolean isTeamBuy() {
    return teamSize != null;
  }

  boolean isJoinable(Instant now) {
    return state.isJoinable() && now.isBefore(deadline);
  }

  /** Little is missing to the minimum: a fifth of it, or two orders or units if that is more. */
  public boolean isNearlyReached() {
    long fifth = minimum / 5;
    long little = unit == ChainUnit.AMOUNT ? fifth : Math.max(2, fifth);
    return state == ChainState.OPEN && have > 0 && minimum - have <= little;
  }
}
