package io.siyu.chain;

import io.siyu.order.OrderView;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A member's own entry with what belongs to it. */
@Type("JoinedChain")
@Name("JoinedChain")
@Description("A chain-buy that the member joined (我的接龙).")
public record JoinedChain(
    @NonNull @Description("The entry.") ChainEntry entry,
    @NonNull @Description("The chain-buy.") ChainSummary chain,
    @NonNull @Description("The order behind the entry.") OrderView order,
    @Description(
            "The team (团) of a team buy that the entry sits in; null in any other chain-buy, and"
                + " until it is paid.")
        ChainTeam team,
    @Description(
            "Whether the entry counts towards the minimum: not when the member worked for the brand in"
                + " one of the communities on joining (不计入成团).")
        boolean counts) {

  /** A page of them. */
  @Type("JoinedChainConnection")
  @Name("JoinedChainConnection")
  @Description("A page of chain-buys that the member joined.")
  public record Connection(
      @NonNull @Description("The entries of this page.") List<@NonNull JoinedChain> nodes,
      @NonNull @Description("The same entries, each with its cursor.") List<@NonNull Edge> edges,
      @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {}

  /** One of them and its place in the list. */
  @Type("JoinedChainEdge")
  @Name("JoinedChainEdge")
  @Description("An entry and its place in the list.")
  public record Edge(
      @NonNull @Description("The entry.") JoinedChain node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
