package io.siyu.chain;

import io.siyu.platform.database.SqlRow;
import java.util.UUID;

/**
 * An entry of which a part is to be refunded, and where its chain stands.
 *
 * @param ofTeam whether its chain is a team buy
 * @param outcome null until its chain is settled
 */
record PartedEntry(
    UUID id,
    UUID member,
    EntryState state,
    boolean refunded,
    boolean ofTeam,
    ChainState chain,
    ChainOutcome outcome) {

  private static final String WHOLE =
      " Until then an order is refunded as a whole only: name no part of it.";

  static PartedEntry of(SqlRow row) {
    return new PartedEntry(
        row.uuid("id"),
        row.uuid("member_id"),
        row.enumeration(EntryState.class, "state"),
        row.bool("refunded"),
        row.bool("of_team"),
        row.enumeration(ChainState.class, "chain_state"),
        row.enumeration(ChainOutcome.class, "outcome"));
  }

  /**
   * @return null when its parts may be refunded
   */
  String whyWholeOnly() {
    if (refunded) {
      return "The entry of the chain-buy is refunded already.";
    }
    return switch (state) {
      case CONFIRMED, FULFILLED -> null;
      case PAID -> whyNotConfirmed();
      case RESERVED, EXPIRED, WITHDRAWN -> "The entry of the chain-buy is not confirmed.";
    };
  }

  private String whyNotConfirmed() {
    if (chain == ChainState.CANCELLED || outcome == ChainOutcome.FAILED) {
      return "The chain-buy has failed or was called off: the whole order is being refunded.";
    }
    if (ofTeam) {
      return "The entry's team has not formed yet." + WHOLE;
    }
    return outcome == ChainOutcome.SUCCEEDED
        ? "The chain-buy has just succeeded, and this entry is confirmed in a moment." + WHOLE
        : "The chain-buy has not succeeded yet." + WHOLE;
  }
}
