package io.siyu.campaign.flashsale;

import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The truth about slots, members' counters and purchases. */
@ApplicationScoped
class FlashSaleRepository {

  private static final String PURCHASE =
      """
      SELECT p.item_id, i.sale_id, p.member_id, p.idempotency_key, p.input_hash, p.order_id,
             ARRAY(SELECT s.number FROM flash_sale_slot s WHERE s.order_id = p.order_id
                   ORDER BY s.number) AS slots
      FROM flash_sale_purchase p JOIN flash_sale_item i ON i.id = p.item_id
      """;

  private final Sql sql;

  FlashSaleRepository(Sql sql) {
    this.sql = sql;
  }

  /**
   * @return null when there is no such item
   */
  Uni<SaleTerms> terms(UUID item) {
    return sql.first(
        """
        SELECT i.id, i.sale_id, i.sku_id, i.price_fen, i.per_member_limit,
               c.status, c.opens_at, c.closes_at
        FROM flash_sale_item i JOIN campaign c ON c.id = i.sale_id WHERE i.id = $1""",
        SaleTerms::of,
        item);
  }

  /**
   * Counts units for the member, in one guarded statement.
   *
   * @return false when the limit does not allow them
   */
  Uni<Boolean> count(SaleTerms terms, UUID member, int quantity) {
    if (quantity > terms.perMemberLimit()) {
      return Uni.createFrom().item(false);
    }
    return sql.update(
            """
            INSERT INTO flash_sale_member_quota AS q (item_id, member_id, taken, allowed)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (item_id, member_id) DO UPDATE SET taken = q.taken + excluded.taken
            WHERE q.taken + excluded.taken <= q.allowed""",
            terms.item(),
            member,
            quantity,
            terms.perMemberLimit())
        .map(rows -> rows == 1);
  }

  Uni<Integer> taken(UUID item, UUID member) {
    return sql.first(
            "SELECT taken FROM flash_sale_member_quota WHERE item_id = $1 AND member_id = $2",
            row -> row.integer("taken"),
            item,
            member)
        .map(taken -> taken == null ? 0 : taken);
  }

  Uni<Void> insert(FlashSaleAttempt attempt, UUID order) {
    return sql.update(
            """
            INSERT INTO flash_sale_purchase
              (order_id, item_id, member_id, quantity, idempotency_key, input_hash)
            VALUES ($1, $2, $3, $4, $5, $6)""",
            order,
            attempt.item(),
            attempt.member(),
            attempt.quantity(),
            attempt.key(),
            attempt.fingerprint().hex())
        .replaceWithVoid();
  }

  /**
   * Claims exactly these slots; row locks are taken in their order.
   *
   * @return how many were still free
   */
  Uni<Integer> claim(UUID item, Collection<Integer> slots, UUID order) {
    return sql.update(
        """
        WITH chosen AS (
          SELECT number FROM flash_sale_slot
          WHERE item_id = $1 AND number = ANY($2) AND order_id IS NULL AND NOT withdrawn
          ORDER BY number FOR UPDATE)
        UPDATE flash_sale_slot s SET order_id = $3 FROM chosen
        WHERE s.item_id = $1 AND s.number = chosen.number AND s.order_id IS NULL""",
        item,
        slots,
        order);
  }

  /**
   * Claims whichever slots nobody else is claiming, for sales without the gate.
   *
   * @return how many there were, at most as many as asked for
   */
  Uni<Integer> claimAny(UUID item, int quantity, UUID order) {
    return sql.update(
        """
        WITH chosen AS (
          SELECT number FROM flash_sale_slot
          WHERE item_id = $1 AND order_id IS NULL AND NOT withdrawn
          ORDER BY number LIMIT $2 FOR UPDATE SKIP LOCKED)
        UPDATE flash_sale_slot s SET order_id = $3 FROM chosen
        WHERE s.item_id = $1 AND s.number = chosen.number""",
        item,
        quantity,
        order);
  }

  /**
   * Takes the slots from the order, once.
   *
   * @return the slots, empty when it holds none (any more)
   */
  Uni<List<Integer>> release(UUID order) {
    return sql.list(
        "UPDATE flash_sale_slot SET order_id = NULL WHERE order_id = $1 RETURNING number",
        row -> row.integer("number"),
        order);
  }

  Uni<Void> uncount(UUID item, UUID member, int quantity) {
    return sql.update(
            """
            UPDATE flash_sale_member_quota SET taken = taken - $3
            WHERE item_id = $1 AND member_id = $2""",
            item,
            member,
            quantity)
        .replaceWithVoid();
  }

  /**
   * @return null when the order is no purchase in a flash sale
   */
  Uni<Purchase> purchase(UUID order) {
    return sql.first(PURCHASE + " WHERE p.order_id = $1", FlashSaleRepository::purchase, order);
  }

  /**
   * @return null when the key has bought nothing
   */
  Uni<Purchase> purchase(UUID item, UUID member, String key) {
    return sql.first(
        PURCHASE + " WHERE p.item_id = $1 AND p.member_id = $2 AND p.idempotency_key = $3",
        FlashSaleRepository::purchase,
        item,
        member,
        key);
  }

  /** Those of the slots that are sold. */
  Uni<List<SoldSlot>> sold(UUID item, Collection<Integer> slots) {
    return sql.list(
        """
        SELECT s.number, s.order_id, p.member_id
        FROM flash_sale_slot s JOIN flash_sale_purchase p ON p.order_id = s.order_id
        WHERE s.item_id = $1 AND s.number = ANY($2)""",
        row -> new SoldSlot(row.integer("number"), row.uuid("order_id"), row.uuid("member_id")),
        item,
        slots);
  }

  /**
   * @return null when there is no such item
   */
  Uni<SaleSnapshot> snapshot(UUID item) {
    // One statement, hence one moment: slots, counters and purchases fit together.
    return sql.first(
        """
        SELECT i.id, i.sale_id, c.opens_at, c.closes_at, i.per_member_limit, jsonb_build_object(
          'slots', (SELECT coalesce(jsonb_agg(
                      jsonb_build_array(s.number, s.order_id, p.member_id) ORDER BY s.number DESC), '[]')
                    FROM flash_sale_slot s
                    LEFT JOIN flash_sale_purchase p ON p.order_id = s.order_id
                    WHERE s.item_id = i.id AND NOT s.withdrawn),
          'purchases', (SELECT coalesce(jsonb_agg(jsonb_build_array(
                          p.member_id, p.idempotency_key, p.input_hash, p.order_id)), '[]')
                        FROM flash_sale_purchase p WHERE p.item_id = i.id)) AS facts
        FROM flash_sale_item i JOIN campaign c ON c.id = i.sale_id WHERE i.id = $1""",
        FlashSaleRepository::snapshot,
        item);
  }

  private static Purchase purchase(SqlRow row) {
    return new Purchase(
        row.uuid("item_id"),
        row.uuid("sale_id"),
        row.uuid("member_id"),
        row.text("idempotency_key"),
        row.text("input_hash"),
        row.uuid("order_id"),
        Arrays.asList(row.raw().getArrayOfIntegers("slots")));
  }

  private static SaleSnapshot snapshot(SqlRow row) {
    UUID item = row.uuid("id");
    UUID sale = row.uuid("sale_id");
    JsonObject facts = row.json("facts");
    return new SaleSnapshot(
        item,
        sale,
        row.instant("opens_at"),
        row.instant("closes_at"),
        row.integer("per_member_limit"),
        arrays(facts, "slots").map(FlashSaleRepository::slot).toList(),
        arrays(facts, "purchases").map(values -> purchase(item, sale, values)).toList());
  }

  private static java.util.stream.Stream<JsonArray> arrays(JsonObject facts, String name) {
    JsonArray array = facts.getJsonArray(name);
    return IntStream.range(0, array.size()).mapToObj(array::getJsonArray);
  }

  private static SaleSnapshot.Slot slot(JsonArray values) {
    int number = values.getInteger(0);
    return new SaleSnapshot.Slot(
        number,
        values.getString(1) == null
            ? null
            : new SoldSlot(
                number,
                UUID.fromString(values.getString(1)),
                UUID.fromString(values.getString(2))));
  }

  private static Purchase purchase(UUID item, UUID sale, JsonArray values) {
    return new Purchase(
        item,
        sale,
        UUID.fromString(values.getString(0)),
        values.getString(1),
        values.getString(2),
        UUID.fromString(values.getString(3)),
        List.of());
  }
}
