package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A chain-buy inside of a list. */
@Type("ChainSummary")
@Name("ChainSummary")
@Description("A chain-buy (订单接龙) inside of a list; `chain(id)` has the rest.")
public record ChainSummary(
    @Ignore UUID chainId,
    @NonNull @Id @Description("Opaque id; begins with `chain_`.") String id,
    @NonNull @Description("Title, at most 60 characters.") String title,
    @NonNull @Description("Where it stands.") ChainState state,
    @Description("How it ended; null until it is settled.") ChainOutcome outcome,
    @NonNull @Description("How far it is from its minimum.") ChainProgress progress,
    @NonNull @Description("Joining ends at this instant (截止时间).") Instant deadline,
    @NonNull @Description("Siyu's time, for the countdown.") Instant serverTime,
    @Id @Description("The chain-buy that it is a copy of; null when it is none (复制自).")
        String replicatedFrom,
    @Description("How many members make a team (几人团); null unless it is a team buy (拼团).")
        Integer teamSize) {

  static ChainSummary of(ChainTerms chain, Instant now) {
    return new ChainSummary(
        chain.id(),
        Chain.ID.encode(chain.id()),
        chain.title(),
        chain.state(),
        chain.outcome(),
        ChainProgress.of(chain, now),
        chain.deadline(),
        now,
        chain.replicatedFrom() == null ? null : Chain.ID.encode(chain.replicatedFrom()),
        chain.teamSize());
  }

  /** A page of chain-buys. */
  @Type("ChainConnection")
  @Name("ChainConnection")
  @Description("A page of chain-buys.")
  public record Connection(
      @NonNull @Description("The chain-buys of this page.") List<@NonNull ChainSummary> nodes,
      @NonNull @Description("The same chain-buys, each with its cursor.") List<@NonNull Edge> edges,
      @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

    static Connection of(Page<ChainTerms> page, Instant now) {
      return of(page, ChainQueries::cursor, now);
    }

    static Connection forOperator(Page<ChainTerms> page, Instant now) {
      return of(page, ChainQueries::cursorForOperator, now);
    }

    static Connection forLeader(Page<ChainTerms> page, Instant now) {
      return of(page, ChainLeaders::cursor, now);
    }

    private static Connection of(
        Page<ChainTerms> page, Function<ChainTerms, Cursor> cursor, Instant now) {
      return new Connection(
          page.map(chain -> ChainSummary.of(chain, now)).items(),
          Connections.edges(page, cursor, chain -> ChainSummary.of(chain, now), Edge::new),
          Connections.pageInfo(page, cursor));
    }
  }

  /** A chain-buy and its place in the list. */
  @Type("ChainEdge")
  @Name("ChainEdge")
  @Description("A chain-buy and its place in the list.")
  public record Edge(
      @NonNull @Description("The chain-buy.") ChainSummary node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
