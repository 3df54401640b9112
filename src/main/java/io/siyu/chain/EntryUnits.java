package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which units of an entry were refunded: some of a confirmed one, or those that were left when the
 * whole was (docs/adr/0044-parts-of-confirmed-entries-are-refunded.md).
 */
@ApplicationScoped
class EntryUnits {

  private final Sql sql;

  EntryUnits(Sql sql) {
    this.sql = sql;
  }

  /** Until the transaction ends, nobody confirms, fulfils or ends the entry. */
  Uni<PartedEntry> lock(UUID order) {
    return sql.first(
        """
        SELECT e.id, e.member_id, e.state, e.refunded_at IS NOT NULL AS refunded,
          e.when_full IS NOT NULL AS of_team, c.state AS chain_state, c.outcome
        FROM chain_entry e JOIN chain c ON c.id = e.chain_id
        WHERE e.order_id = $1 FOR NO KEY UPDATE OF e""",
        PartedEntry::of,
        order);
  }

  /**
   * Notes that some units were refunded; the table's constraints refuse more than there are.
   *
   * @return the same, by items
   */
  Uni<List<ChainStock.Returned>> take(UUID entry, Map<UUID, Integer> unitsBySku) {
    List<UUID> skus = new ArrayList<>(unitsBySku.keySet());
    return sql.list(
            """
            UPDATE chain_entry_line l SET refunded_quantity = l.refunded_quantity + unit.quantity
            FROM unnest($2::uuid[], $3::int[]) AS unit (sku_id, quantity)
            JOIN chain_item i ON i.sku_id = unit.sku_id
            WHERE l.entry_id = $1 AND l.item_id = i.id
            RETURNING l.item_id, i.sku_id, unit.quantity""",
            ChainStock.Returned::of,
            entry,
            skus,
            skus.stream().map(unitsBySku::get).toList())
        .invoke(
            taken -> {
              if (taken.size() != skus.size()) {
                throw new IllegalStateException("A line of the order is none of its entry.");
              }
            });
  }

  /**
   * Notes that the whole entry is refunded.
   *
   * @return what had not been refunded before
   */
  Uni<List<ChainStock.Returned>> takeRest(UUID entry) {
    return sql.list(
        """
        UPDATE chain_entry_line l SET refunded_quantity = l.quantity
        FROM chain_item i, (
          SELECT item_id, quantity - refunded_quantity AS quantity FROM chain_entry_line
          WHERE entry_id = $1 AND quantity > refunded_quantity FOR UPDATE) unit
        WHERE l.entry_id = $1 AND l.item_id = unit.item_id AND i.id = l.item_id
        RETURNING l.item_id, i.sku_id, unit.quantity""",
        ChainStock.Returned::of,
        entry);
  }
}
