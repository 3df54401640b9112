package io.siyu.chain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entry of a chain-buy as its reader may see it.
 *
 * @param number null until it is paid
 * @param nickname of the member who joined, as the reader may see it
 * @param refunded whether its refund is decided
 * @param note null when there is none
 * @param nicknameDisplay how others see the nickname
 * @param teamId the team of a team buy that it sits in; null in any other chain, and until it is
 *     paid
 * @param counts false for that of somebody who works for the brand, which fills no minimum
 */
public record EntryTerms(
    UUID id,
    UUID chainId,
    UUID memberId,
    UUID orderId,
    Integer number,
    String nickname,
    EntryState state,
    boolean refunded,
    String note,
    List<Line> lines,
    Instant createdAt,
    NicknameDisplay nicknameDisplay,
    UUID teamId,
    boolean counts) {

  /** One kind of goods of an entry. */
  public record Line(String name, int quantity) {}

  EntryTerms of(String name) {
    return new EntryTerms(
        id,
        chainId,
        memberId,
        orderId,
        number,
        name,
        state,
        refunded,
        note,
        lines,
        createdAt,
        nicknameDisplay,
        teamId,
        counts);
  }

  /** A refunded member must not stand in the list as if the goods were coming. */
  boolean isStruckThrough() {
    return state == EntryState.WITHDRAWN || refunded;
  }
}
