package io.siyu.chain;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How far a chain is from its minimum. */
@Type("ChainProgress")
@Name("ChainProgress")
@Description("How far a chain-buy is from its minimum (接龙进度).")
public record ChainProgress(
    @NonNull @Description("Where the chain-buy stands.") ChainState state,
    @NonNull @Description("What have, need and remaining count.") ChainUnit unit,
    @Description(
            "What customers' paid entries add up to, in `unit`; AMOUNT is in fen. In a team buy (拼团),"
                + " the seats of formed teams.")
        int have,
    @Description("The minimum (成团数), in `unit`.") int need,
    @Description("What is missing to the minimum, in `unit`; 0 once reached (还差).") int remaining,
    @Description("0–100, rounded down; 100 once reached.") int percent,
    @NonNull @Description("Joining ends at this instant (截止时间).") Instant deadline,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime,
    @Description(
            "Open, and only little is missing: a fifth of the minimum, or two orders or units if that"
                + " is more (即将成团).")
        boolean nearlyReached) {

  static ChainProgress of(ChainTerms chain, Instant now) {
    long percent = Math.min(100, chain.have() * 100 / chain.minimum());
    return new ChainProgress(
        chain.state(),
        chain.unit(),
        Math.toIntExact(chain.have()),
        Math.toIntExact(chain.minimum()),
        Math.toIntExact(Math.max(0, chain.minimum() - chain.have())),
        Math.toIntExact(percent),
        chain.deadline(),
        now,
        chain.isNearlyReached());
  }
}
