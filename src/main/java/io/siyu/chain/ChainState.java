package io.siyu.chain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;

/** Where a chain-buy stands. */
@Description("Where a chain-buy stands (接龙状态).")
public enum ChainState {
  @Description("Being prepared; members do not see it (草稿).")
  DRAFT,
  @Description("Open for joining, minimum not reached (接龙中).")
  OPEN,
  @Description(
      "Minimum reached, in a team buy by the first team, still open for joining; withdrawals may"
          + " undo it (已成团).")
  REACHED,
  @Description("The deadline has passed; last payments are being checked (结算中).")
  CLOSED,
  @Description("Settled; the outcome says how (已结算); final.")
  SETTLED,
  @Description(
      "Called off by an operator (已取消); every payment is refunded, but teams that have formed keep"
          + " their goods; final.")
  CANCELLED;

  /** The states that can follow this one. */
  Set<ChainState> next() {
    return switch (this) {
      case DRAFT -> EnumSet.of(OPEN, CANCELLED);
      case OPEN -> EnumSet.of(REACHED, CLOSED, CANCELLED);
      case REACHED -> EnumSet.of(OPEN, CLOSED, CANCELLED);
      case CLOSED -> EnumSet.of(SETTLED, CANCELLED);
      case SETTLED, CANCELLED -> EnumSet.noneOf(ChainState.class);
    };
  }

  /** The states that may become this one. */
  static Set<ChainState> before(ChainState state) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.next().contains(state))
        .collect(Collectors.toSet());
  }

  boolean isJoinable() {
    return this == OPEN || this == REACHED;
  }
}
