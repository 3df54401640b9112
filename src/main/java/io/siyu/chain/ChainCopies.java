package io.siyu.chain;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes copies of a chain, one statement per table however many copies there are. What a copy
 * takes from its source is listed here; all else begins anew. A column or table of chains that
 * nobody decided upon fails a test.
 */
@ApplicationScoped
class ChainCopies {

  private static final String PICK_UP_POINTS = "chain_pick_up_point";

  /** Columns of {@code chain}. */
  static final List<String> CHAIN =
      List.of(
          "title",
          "description",
          "minimum_unit",
          "minimum",
          "maximum",
          "delivers",
          "nickname_display",
          "laddered",
          "team_size",
          "team_hours");

  /** Columns of {@code chain_item}. */
  static final List<String> ITEM =
      List.of("sku_id", "position", "name", "chain_price_fen", "per_member_limit");

  /** Tables whose rows belong to a chain by {@code chain_id}, with their other columns. */
  static final Map<String, List<String>> OF_CHAIN =
      Map.of(PICK_UP_POINTS, List.of("store_id"), "chain_coupon", List.of("template_id"));

  /** Tables whose rows belong to an item by {@code item_id}, with their other columns. */
  static final Map<String, List<String>> OF_ITEM =
      Map.of("chain_ladder_step", List.of("threshold", "price_fen"));

  private final Sql sql;

  ChainCopies(Sql sql) {
    this.sql = sql;
  }

  /**
   * A copy to be made.
   *
   * @param store of the community; null when it has none
   */
  record Copy(UUID id, UUID community, Instant deadline, UUID store) {}

  /**
   * In the caller's transaction. The stock of the copies is the caller's business.
   *
   * @param stock units of each item of the source, by its id
   * @param openedAt null for drafts
   */
  Uni<Void> write(
      UUID source,
      List<Copy> copies,
      CopiedPickUp pickUp,
      Map<UUID, Integer> stock,
      UUID operator,
      Instant now,
      Instant openedAt) {
    List<UUID> ids = copies.stream().map(Copy::id).toList();
    Uni<Integer> all =
        chains(source, copies, operator, now, openedAt)
            .chain(() -> communities(copies))
            .chain(() -> items(ids, stock));
    for (Map.Entry<String, List<String>> table : OF_CHAIN.entrySet()) {
      if (pickUp == CopiedPickUp.OWN_STORE && table.getKey().equals(PICK_UP_POINTS)) {
        all = all.chain(() -> ownStores(copies));
        continue;
      }
      all = all.chain(() -> ofChain(table.getKey(), table.getValue(), source, ids));
    }
    for (Map.Entry<String, List<String>> table : OF_ITEM.entrySet()) {
      all = all.chain(() -> ofItem(table.getKey(), table.getValue(), source, ids));
    }
    return openedAt == null
        ? all.replaceWithVoid()
        : all.chain(() -> opened(ids, openedAt)).replaceWithVoid();
  }

  private Uni<Integer> chains(
      UUID source, List<Copy> copies, UUID operator, Instant now, Instant openedAt) {
    return sql.update(
        """
        INSERT INTO chain (id, replicated_from, replicated_for, deadline, state, published_at,
          created_by, created_at, %s)
        SELECT c.id, s.id, c.community, c.deadline, $5::text, $6::timestamptz,
          $7::uuid, $8::timestamptz, %s
        FROM chain s CROSS JOIN unnest($2::uuid[], $3::uuid[], $4::timestamptz[])
          AS c (id, community, deadline)
        WHERE s.id = $1 ORDER BY c.id"""
            .formatted(String.join(", ", CHAIN), from("s", CHAIN)),
        source,
        copies.stream().map(Copy::id).toList(),
        copies.stream().map(Copy::community).toList(),
        copies.stream().map(Copy::deadline).toList(),
        openedAt == null ? ChainState.DRAFT : ChainState.OPEN,
        openedAt,
        operator,
        now);
  }

  private Uni<Integer> communities(List<Copy> copies) {
    return sql.update(
        """
        INSERT INTO chain_community (chain_id, community_id)
        SELECT * FROM unnest($1::uuid[], $2::uuid[])""",
        copies.stream().map(Copy::id).toList(),
        copies.stream().map(Copy::community).toList());
  }

  private Uni<Integer> ownStores(List<Copy> copies) {
    List<Copy> having = copies.stream().filter(copy -> copy.store() != null).toList();
    return sql.update(
        """
        INSERT INTO chain_pick_up_point (chain_id, store_id)
        SELECT * FROM unnest($1::uuid[], $2::uuid[])""",
        having.stream().map(Copy::id).toList(),
        having.stream().map(Copy::store).toList());
  }

  private Uni<Integer> items(List<UUID> chains, Map<UUID, Integer> stock) {
    List<UUID> ids = new ArrayList<>();
    List<UUID> owners = new ArrayList<>();
    List<UUID> sources = new ArrayList<>();
    for (UUID chain : chains) {
      for (UUID item : stock.keySet()) {
        ids.add(Ids.next());
        owners.add(chain);
        sources.add(item);
      }
    }
    return sql.update(
        """
        INSERT INTO chain_item (id, chain_id, stock, planned_stock, %s)
        SELECT c.id, c.chain, p.units, p.units, %s
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS c (id, chain, item)
        JOIN unnest($4::uuid[], $5::int[]) AS p (item, units) ON p.item = c.item
        JOIN chain_item i ON i.id = c.item"""
            .formatted(String.join(", ", ITEM), from("i", ITEM)),
        ids,
        owners,
        sources,
        List.copyOf(stock.keySet()),
        List.copyOf(stock.values()));
  }

  private Uni<Integer> ofChain(String table, List<String> columns, UUID source, List<UUID> chains) {
    return sql.update(
        """
        INSERT INTO %1$s (chain_id, %2$s)
        SELECT c.id, %3$s FROM %1$s s CROSS JOIN unnest($2::uuid[]) AS c (id)
        WHERE s.chain_id = $1"""
            .formatted(table, String.join(", ", columns), from("s", columns)),
        source,
        chains);
  }

  /** An item and its copies sell the same SKU, which a chain sells once. */
  private Uni<Integer> ofItem(String table, List<String> columns, UUID source, List<UUID> chains) {
    return sql.update(
        """
        INSERT INTO %1$s (item_id, %2$s)
        SELECT c.id, %3$s FROM chain_item i JOIN %1$s s ON s.item_id = i.id
        JOIN chain_item c ON c.sku_id = i.sku_id AND c.chain_id = ANY($2)
        WHERE i.chain_id = $1 ORDER BY c.id, %3$s"""
            .formatted(table, String.join(", ", columns), from("s", columns)),
        source,
        chains);
  }

  private Uni<Integer> opened(List<UUID> chains, Instant now) {
    return sql.update(
        """
        INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
        SELECT id, 'DRAFT', 'OPEN', 'PUBLISHED', $2 FROM unnest($1::uuid[]) AS c (id)""",
        chains,
        now);
  }

  private static String from(String table, List<String> columns) {
    return table + "." + String.join(", " + table + ".", columns);
  }
}
