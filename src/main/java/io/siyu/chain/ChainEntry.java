package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.PageInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One entry of a chain-buy. */
@Type("ChainEntry")
@Name("ChainEntry")
@Description("One entry of a chain-buy (接龙条目), as everybody may see it.")
public record ChainEntry(
    @NonNull @Id @Description("Opaque id; begins with `chain-entry_`.") String id,
    @Description(
            "Place in the list, given at payment: 1, 2, 3… without gaps, never reused; null until"
                + " paid.")
        Integer number,
    @NonNull
        @Description(
            "Nickname of the member (昵称), as the chain-buy's `nicknameDisplay` says; the member's"
                + " own is in full in `viewer.chainEntries`.")
        String nickname,
    @NonNull @Description("The goods.") List<@NonNull Goods> items,
    @Description("The member's note (备注), at most 200 characters; everybody sees it.") String note,
    @NonNull @Description("Where it stands.") EntryState state,
    @Description("Shown struck through: the member withdrew, or was refunded (已退出).")
        boolean withdrawn,
    @NonNull @Description("When the member joined.") Instant joinedAt) {

  /** Ids of entries. */
  public static final IdType ID = IdType.of("chain-entry");

  static ChainEntry of(EntryTerms entry) {
    return new ChainEntry(
        ID.encode(entry.id()),
        entry.number(),
        entry.nickname(),
        entry.lines().stream().map(line -> new Goods(line.name(), line.quantity())).toList(),
        entry.note(),
        entry.state(),
        entry.isStruckThrough(),
        entry.createdAt());
  }

  /** Goods of an entry. */
  @Type("ChainEntryItem")
  @Name("ChainEntryItem")
  @Description("Goods of an entry.")
  public record Goods(
      @NonNull @Description("Name of the goods.") String name,
      @Description("How many units, 1–999.") int quantity) {}

  /** A page of entries. */
  @Type("ChainEntryConnection")
  @Name("ChainEntryConnection")
  @Description("A page of entries.")
  public record Connection(
      @NonNull @Description("The entries of this page.") List<@NonNull ChainEntry> nodes,
      @NonNull @Description("The same entries, each with its cursor.") List<@NonNull Edge> edges,
      @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

    static Connection of(Page<EntryTerms> page, Function<EntryTerms, Cursor> cursor) {
      return new Connection(
          page.map(ChainEntry::of).items(),
          Connections.edges(page, cursor, ChainEntry::of, Edge::new),
          Connections.pageInfo(page, cursor));
    }
  }

  /** An entry and its place in the list. */
  @Type("ChainEntryEdge")
  @Name("ChainEntryEdge")
  @Description("An entry and its place in the list.")
  public record Edge(
      @NonNull @Description("The entry.") ChainEntry node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
