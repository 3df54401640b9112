package io.siyu.chain;

import io.siyu.kernel.Page;
import io.siyu.order.OrderView;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A chain-buy as those see it who run it. */
@Type("ChainForOperator")
@Name("ChainForOperator")
@Description("A chain-buy (接龙) as operators see it, drafts included.")
public record ChainForOperator(
    @Ignore UUID chainId,
    @NonNull @Description("The chain-buy itself.") Chain chain,
    @Id
        @Description(
            "The chain-buy that it is a copy of, and then it stays in its community; null when it is"
                + " none (复制自).")
        String replicatedFrom,
    @NonNull
        @Description(
            "Another as soon as it says something else (版本): whoever changes a draft gives updateChain"
                + " the version that was read, and overwrites nobody's work.")
        String version) {

  static final IdType MEMBER = IdType.of("member");

  static ChainForOperator of(Chain chain, String version) {
    UUID source = chain.terms().replicatedFrom();
    return new ChainForOperator(
        chain.chainId(), chain, source == null ? null : Chain.ID.encode(source), version);
  }

  /** An entry, and whose it is. */
  @Type("ChainEntryForOperator")
  @Name("ChainEntryForOperator")
  @Description("An entry of a chain-buy as operators see it.")
  public record Entry(
      @NonNull @Description("The entry, with the member's nickname in full.") ChainEntry entry,
      @NonNull @Id @Description("Whose it is.") String memberId,
      @NonNull @Id @Description("Its order.") String orderId,
      @Description(
              "Whether it counts towards the minimum: not when the member worked for the brand in one"
                  + " of the communities on joining (不计入成团).")
          boolean counts) {

    static Entry of(EntryTerms entry) {
      return new Entry(
          ChainEntry.of(entry),
          MEMBER.encode(entry.memberId()),
          OrderView.ID.encode(entry.orderId()),
          entry.counts());
    }
  }

  /** A page of entries. */
  @Type("ChainEntryForOperatorConnection")
  @Name("ChainEntryForOperatorConnection")
  @Description("A page of entries as operators see them.")
  public record Entries(
      @NonNull @Description("The entries of this page.") List<@NonNull Entry> nodes,
      @NonNull @Description("The same entries, each with its cursor.") List<@NonNull Edge> edges,
      @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

    static Entries of(Page<EntryTerms> page) {
      return new Entries(
          page.map(Entry::of).items(),
          Connections.edges(page, EntryQueries::cursorForOperator, Entry::of, Edge::new),
          Connections.pageInfo(page, EntryQueries::cursorForOperator));
    }
  }

  /** An entry and its place in the list. */
  @Type("ChainEntryForOperatorEdge")
  @Name("ChainEntryForOperatorEdge")
  @Description("An entry and its place in the list.")
  public record Edge(
      @NonNull @Description("The entry.") Entry node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
