package io.siyu.chain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** Where an entry stands; what becomes of its money is told by its refunds. */
@Name("ChainEntryState")
@Description("Where an entry of a chain-buy stands (接龙条目状态).")
public enum EntryState {
  @Description("Goods are held until the payment deadline; no number yet (待付款).")
  RESERVED,
  @Description("Paid and numbered (已付款).")
  PAID,
  @Description("The chain-buy succeeded, or the entry's team formed; the goods will be sent (已成团).")
  CONFIRMED,
  @Description("The goods were received (已完成).")
  FULFILLED,
  @Description(
      "Ended without a number: not paid in time, given up before paying, or paid in vain, and then the"
          + " money goes back; final (已失效).")
  EXPIRED,
  @Description("Withdrawn or refunded; its number stays, struck through; final (已退出).")
  WITHDRAWN;

  /** The states that may become this one. */
  static Set<EntryState> before(EntryState state) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.next().contains(state))
        .collect(Collectors.toSet());
  }

  /** The states that can follow this one. */
  Set<EntryState> next() {
    return switch (this) {
      case RESERVED -> EnumSet.of(PAID, EXPIRED);
      case PAID -> EnumSet.of(CONFIRMED, WITHDRAWN);
      case CONFIRMED -> EnumSet.of(FULFILLED, WITHDRAWN);
      case FULFILLED, EXPIRED, WITHDRAWN -> EnumSet.noneOf(EntryState.class);
    };
  }
}
