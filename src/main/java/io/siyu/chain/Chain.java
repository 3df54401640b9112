package io.siyu.chain;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One chain-buy in full. */
@Type("Chain")
@Name("Chain")
@Description("A chain-buy (订单接龙): a numbered list of orders that ships once a minimum is reached.")
public record Chain(
    @Ignore ChainTerms terms,
    @NonNull @Id @Description("Opaque id; begins with `chain_`.") String id,
    @NonNull @Description("Title, at most 60 characters.") String title,
    @Description("What it is about, at most 2,000 characters.") String description,
    @NonNull @Description("Where it stands.") ChainState state,
    @Description("How it ended; null until it is settled.") ChainOutcome outcome,
    @NonNull @Description("How far it is from its minimum.") ChainProgress progress,
    @Description(
            "At most so much can be joined for, in the minimum's unit; null for no limit (上限).")
        Integer maximum,
    @Description(
            "What is left of the maximum, in the minimum's unit, without what is held for entries that"
                + " wait for their payment (剩余名额); null for no limit.")
        Integer placesLeft,
    @Description("Whether the goods may be sent to an address (可快递).") boolean delivers,
    @NonNull @Description("Joining ends at this instant (截止时间).") Instant deadline,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime,
    @NonNull @Description("How members' names stand in the list (昵称显示).")
        NicknameDisplay nicknameDisplay,
    @Description(
            "How many members make a team (几人团), where it is a team buy (拼团): then members join by"
                + " `joinTeam`. Null otherwise.")
        Integer teamSize,
    @Description("Hours that each team has to fill up; null unless it is a team buy (拼团时限).")
        Integer teamHours) {

  /** Ids of chain-buys. */
  public static final IdType ID = IdType.of("chain");

  static Chain of(ChainTerms chain, Instant now) {
    return new Chain(
        chain,
        ID.encode(chain.id()),
        chain.title(),
        chain.description(),
        chain.state(),
        chain.outcome(),
        ChainProgress.of(chain, now),
        chain.maximum() == null ? null : Math.toIntExact(chain.maximum()),
        chain.maximum() == null
            ? null
            : Math.toIntExact(Math.max(0, chain.maximum() - chain.held())),
        chain.delivers(),
        chain.deadline(),
        now,
        chain.nicknameDisplay(),
        chain.teamSize(),
        chain.teamHours());
  }

  UUID chainId() {
    return terms.id();
  }
}
