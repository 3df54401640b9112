package io.siyu.chain;

import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Long chains, written at once: paid entries of one unit each, whose orders cost nothing. */
@ApplicationScoped
class ManyEntries extends ChainRecords {

  /** Numbered from 1 on, by these members in turn; the chain has reached its minimum. */
  void fill(Published chain, int entries, List<UUID> members) {
    fill(chain, entries, members, "e.n % 7 = 0");
  }

  /**
   * @param sent SQL that says of {@code e.n} which are sent; the others are collected
   */
  void fill(Published chain, int entries, List<UUID> members, String sent) {
    execute(
        """
        WITH entries AS MATERIALIZED (
          SELECT n, uuidv7() AS entry, uuidv7() AS orders, ($2::uuid[])[1 + n % $3::int] AS member
          FROM generate_series(1, $1::int) AS n),
        ordered AS (
          INSERT INTO customer_order (id, member_id, source, source_id, status, goods_fen,
            discount_fen, points_used, points_discount_fen, freight_fen, total_fen, holds_stock,
            pay_by, delivery_kind, store_id, recipient_name, phone, address, created_at, paid_at)
          SELECT orders, member, 'CHAIN', $4::uuid, 'PAID', 0, 0, 0, 0, 0, 0, false, now(),
            CASE WHEN :sent THEN 'DELIVERY' ELSE 'PICK_UP' END,
            CASE WHEN NOT :sent THEN
              (SELECT store_id FROM chain_pick_up_point WHERE chain_id = $4) END,
            '收货人' || n, '138' || lpad(n::text, 8, '0'),
            CASE WHEN :sent THEN '文三路 ' || n END, now(), now()
          FROM entries e),
        priced AS (
          INSERT INTO order_line (id, order_id, position, sku_id, product_id, product_name, sku_name,
            quantity, unit_price_fen, member_discount_fen, coupon_discount_fen,
            points_discount_fen, paid_fen)
          SELECT uuidv7(), orders, 0, s.id, s.product_id, '伦晚脐橙', '5斤装', 1, 0, 0, 0, 0, 0
          FROM entries, sku s WHERE s.id = $6::uuid),
        entered AS (
          INSERT INTO chain_entry
            (id, chain_id, member_id, order_id, state, number, measure, created_at, paid_at, place)
          -- The order of the same statement cannot be seen by the trigger that tells the place.
          SELECT entry, $4, member, orders, 'PAID', n, 1, now(), now(),
            CASE WHEN :sent THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff' ELSE
              (SELECT store_id FROM chain_pick_up_point WHERE chain_id = $4) END
          FROM entries e),
        lined AS (
          INSERT INTO chain_entry_line (entry_id, item_id, quantity)
          SELECT entry, $5::uuid, 1 FROM entries)
        UPDATE chain SET state = 'REACHED', have = $1, held = $1, last_number = $1 WHERE id = $4"""
            .replace(":sent", sent),
        entries,
        members,
        members.size(),
        chain.id(),
        chain.item(),
        chain.sku());
    execute("ANALYZE chain, chain_entry, chain_entry_line, customer_order, member");
  }

  /** The chain has succeeded, and nothing of it is left to be done. */
  void succeed(Published chain) {
    execute(
        "UPDATE chain_entry SET state = 'CONFIRMED' WHERE chain_id = $1 AND state = 'PAID'",
        chain.id());
    execute(
        """
        UPDATE chain SET state = 'SETTLED', outcome = 'SUCCEEDED', deadline = now(),
          closed_at = now(), settled_at = now(), wound_up_at = now() WHERE id = $1""",
        chain.id());
  }

  /** Takes the entries away again: the tests beside this one have to read all orders. */
  void clear(Published chain) {
    execute(
        """
        DELETE FROM chain_entry_line
        WHERE entry_id IN (SELECT id FROM chain_entry WHERE chain_id = $1)""",
        chain.id());
    execute("DELETE FROM chain_entry WHERE chain_id = $1", chain.id());
    execute(
        """
        DELETE FROM order_line
        WHERE order_id IN (SELECT id FROM customer_order WHERE source_id = $1)""",
        chain.id());
    execute("DELETE FROM customer_order WHERE source_id = $1", chain.id());
    execute(
        """
        UPDATE chain SET state = 'CANCELLED', outcome = NULL, settled_at = NULL, last_number = 0,
          wound_up_at = now() WHERE id = $1""",
        chain.id());
  }

  /** Another store to collect at. */
  UUID place(Published chain, String name) {
    UUID store = Ids.next();
    execute(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路')", store, name);
    execute("INSERT INTO chain_pick_up_point VALUES ($1, $2)", chain.id(), store);
    return store;
  }
}
