package io.siyu.chain;

import io.siyu.catalog.StockLine;
import io.siyu.catalog.StockService;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The goods of chains: stock per item and the limit per member, each by one guarded statement. Rows
 * are locked in the order of the items' ids, SKUs after all items.
 */
@ApplicationScoped
class ChainStock {

  private final Sql sql;
  private final StockService skuStock;

  ChainStock(Sql sql, StockService skuStock) {
    this.sql = sql;
    this.skuStock = skuStock;
  }

  /**
   * @throws Refusal OUT_OF_STOCK or MEMBER_LIMIT_REACHED with the fact {@code available}
   */
  Uni<Void> take(UUID member, List<Wanted> wanted) {
    // As text, UUIDs sort as PostgreSQL sorts them.
    List<Wanted> inOrder =
        wanted.stream().sorted(Comparator.comparing(line -> line.item().id().toString())).toList();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Wanted line : inOrder) {
      all = all.chain(() -> takeUnits(line)).chain(() -> takeQuota(member, line));
    }
    return all;
  }

  private Uni<Void> takeUnits(Wanted line) {
    return sql.update(
            "UPDATE chain_item SET stock = stock - $2 WHERE id = $1 AND stock >= $2",
            line.item().id(),
            line.quantity())
        .chain(
            rows ->
                rows == 1
                    ? Uni.createFrom().voidItem()
                    : sql.first(
                            "SELECT stock FROM chain_item WHERE id = $1",
                            row -> row.integer("stock"),
                            line.item().id())
                        .invoke(
                            left -> {
                              throw outOfStock(line, left);
                            })
                        .replaceWithVoid());
  }

  private static Refusal outOfStock(Wanted line, int left) {
    return Refusal.of(
            ChainRefusalCode.OUT_OF_STOCK,
            left == 0
                ? line.item().name() + " is sold out. Choose something else."
                : "Only " + left + " of " + line.item().name() + " left. Choose fewer.",
            line.path())
        .with("available", left);
  }

  private Uni<Void> takeQuota(UUID member, Wanted line) {
    Integer limit = line.item().perMemberLimit();
    if (limit == null) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            INSERT INTO chain_member_quota AS q (item_id, member_id, taken)
            SELECT $1::uuid, $2::uuid, $3::int WHERE $3::int <= $4::int
            ON CONFLICT (item_id, member_id) DO UPDATE SET taken = q.taken + excluded.taken
            WHERE q.taken + excluded.taken <= $4::int""",
            line.item().id(),
            member,
            line.quantity(),
            limit)
        .chain(
            rows ->
                rows == 1
                    ? Uni.createFrom().voidItem()
                    : sql.first(
                            """
                            SELECT taken FROM chain_member_quota
                            WHERE item_id = $1 AND member_id = $2""",
                            row -> row.integer("taken"),
                            line.item().id(),
                            member)
                        .invoke(
                            taken -> {
                              throw limitReached(line, limit, taken == null ? 0 : taken);
                            })
                        .replaceWithVoid());
  }

  private static Refusal limitReached(Wanted line, int limit, int taken) {
    return Refusal.of(
            ChainRefusalCode.MEMBER_LIMIT_REACHED,
            "At most "
                + limit
                + " of "
                + line.item().name()
                + " for each member; you can take "
                + (limit - taken)
                + " more.",
            line.path())
        .with("available", limit - taken);
  }

  /**
   * Gives back what an unpaid entry took; the caller makes sure, by the entry's state, that it is
   * once.
   */
  Uni<Void> giveBack(UUID entry, UUID member) {
    return sql.list(
            """
            SELECT l.item_id, i.sku_id, l.quantity
            FROM chain_entry_line l JOIN chain_item i ON i.id = l.item_id
            WHERE l.entry_id = $1""",
            Returned::of,
            entry)
        .chain(lines -> giveBack(lines, member));
  }

  /** The same of some units. */
  Uni<Void> giveBack(List<Returned> lines, UUID member) {
    List<Returned> inOrder =
        lines.stream().sorted(Comparator.comparing(line -> line.item().toString())).toList();
    List<StockLine> toSku = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Returned line : inOrder) {
      all =
          all.chain(() -> giveBackUnits(line))
              .invoke(
                  toItem -> {
                    if (!toItem) {
                      toSku.add(new StockLine(line.sku(), line.quantity()));
                    }
                  })
              .chain(() -> giveBackQuota(line, member));
    }
    return all.chain(() -> skuStock.release(toSku));
  }

  /**
   * @return false when the item's rest went back to the SKU already
   */
  private Uni<Boolean> giveBackUnits(Returned line) {
    return sql.update(
            "UPDATE chain_item SET stock = stock + $2 WHERE id = $1 AND NOT stock_returned",
            line.item(),
            line.quantity())
        .map(rows -> rows == 1);
  }

  private Uni<Void> giveBackQuota(Returned line, UUID member) {
    return sql.update(
            """
            UPDATE chain_member_quota SET taken = taken - $3
            WHERE item_id = $1 AND member_id = $2""",
            line.item(),
            member,
            line.quantity())
        .replaceWithVoid();
  }

  /** Takes the whole planned stock of a chain out of the SKUs. */
  Uni<Void> takeFromSkus(List<ChainItemTerms> items) {
    return skuStock.reserve(
        items.stream()
            .filter(item -> item.stock() > 0)
            .map(item -> new StockLine(item.skuId(), item.stock()))
            .toList());
  }

  /** Gives what is left of a chain's goods back to the SKUs, once. */
  Uni<Void> returnRest(UUID chain) {
    return sql.list(
            """
            SELECT id, sku_id, stock FROM chain_item
            WHERE chain_id = $1 AND NOT stock_returned ORDER BY id FOR UPDATE""",
            row -> new Returned(row.uuid("id"), row.uuid("sku_id"), row.integer("stock")),
            chain)
        .call(
            () ->
                sql.update(
                    """
                    UPDATE chain_item SET stock = 0, stock_returned = true
                    WHERE chain_id = $1 AND NOT stock_returned""",
                    chain))
        .chain(
            rest ->
                skuStock.release(
                    rest.stream()
                        .filter(line -> line.quantity() > 0)
                        .map(line -> new StockLine(line.sku(), line.quantity()))
                        .toList()));
  }

  /**
   * What a member asks for.
   *
   * @param position in the input, for errors
   */
  record Wanted(ChainItemTerms item, int quantity, int position) {
    String[] path() {
      return new String[] {"input", "items", String.valueOf(position), "quantity"};
    }
  }

  /** Units of an item that are free again. */
  record Returned(UUID item, UUID sku, int quantity) {

    static Returned of(SqlRow row) {
      return new Returned(row.uuid("item_id"), row.uuid("sku_id"), row.integer("quantity"));
    }
  }
}
