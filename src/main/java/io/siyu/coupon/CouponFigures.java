package io.siyu.coupon;

import io.siyu.kernel.Money;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * What offers brought and cost. Each order's share is replaced by what holds now, and the
 * difference goes to the sum of the offer in the same statement: however often and in whatever
 * order the events come, the sums are those of the shares.
 */
@ApplicationScoped
public class CouponFigures {

  private final Database database;
  private final Sql sql;

  CouponFigures(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * Writes down what each coupon takes off an order that holds it, in the caller's transaction.
   *
   * @param discounts by coupon; may be empty
   */
  public Uni<Void> expect(UUID orderId, Map<UUID, Money> discounts) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, Money> discount : discounts.entrySet()) {
      all =
          all.chain(
              () ->
                  sql.update(
                          """
                          INSERT INTO coupon_order_discount
                            (order_id, coupon_id, template_id, discount_fen)
                          SELECT $1, id, template_id, $3 FROM coupon WHERE id = $2""",
                          orderId,
                          discount.getKey(),
                          discount.getValue().fen())
                      .replaceWithVoid());
    }
    return all;
  }

  /**
   * Locks an order's share, in the caller's transaction: what is read of the order from now on is
   * as new as what anybody wrote of it before.
   *
   * @return whether the order has coupons at all
   */
  public Uni<Boolean> lock(UUID orderId) {
    return sql.list(
            """
            SELECT coupon_id FROM coupon_order_discount WHERE order_id = $1
            ORDER BY coupon_id FOR NO KEY UPDATE""",
            row -> row.uuid("coupon_id"),
            orderId)
        .map(coupons -> !coupons.isEmpty());
  }

  private record Change(UUID template, long used, long orderFen, long costFen) {}

  /**
   * Replaces the locked share of an order, in the caller's transaction.
   *
   * @param counts whether the order was paid and is not wholly refunded
   * @param total what was to be paid
   * @param kept what of it was not given back
   */
  public Uni<Void> replace(UUID orderId, boolean counts, Money total, Money kept) {
    return sql.list(
            """
            WITH was AS (SELECT * FROM coupon_order_discount WHERE order_id = $1),
            now AS (
              UPDATE coupon_order_discount SET
                used = CASE WHEN $2 THEN 1 ELSE 0 END,
                order_fen = CASE WHEN $2 THEN $4::bigint ELSE 0 END,
                cost_fen = CASE WHEN NOT $2 THEN 0 WHEN $3::bigint = 0 THEN discount_fen
                  ELSE trunc(discount_fen::numeric * $4::bigint / $3::bigint)::bigint END
              WHERE order_id = $1
              RETURNING coupon_id, used, order_fen, cost_fen)
            SELECT template_id, sum(now.used - was.used)::bigint AS used,
                   sum(now.order_fen - was.order_fen)::bigint AS order_fen,
                   sum(now.cost_fen - was.cost_fen)::bigint AS cost_fen
            FROM was JOIN now USING (coupon_id) GROUP BY template_id ORDER BY template_id""",
            row ->
                new Change(
                    row.uuid("template_id"),
                    row.number("used"),
                    row.number("order_fen"),
                    row.number("cost_fen")),
            orderId,
            counts,
            total.fen(),
            kept.fen())
        .chain(
            changes -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (Change change : changes) {
                all = all.chain(() -> add(change));
              }
              return all;
            });
  }

  private Uni<Void> add(Change change) {
    return begin(change.template())
        .chain(
            () ->
                sql.update(
                    """
                    UPDATE coupon_template_stats
                    SET used_in_orders = used_in_orders + $2, order_fen = order_fen + $3,
                        cost_fen = cost_fen + $4
                    WHERE template_id = $1""",
                    change.template(),
                    change.used(),
                    change.orderFen(),
                    change.costFen()))
        .replaceWithVoid();
  }

  private Uni<Void> begin(UUID template) {
    return sql.update(
            "INSERT INTO coupon_template_stats (template_id) VALUES ($1) ON CONFLICT DO NOTHING",
            template)
        .replaceWithVoid();
  }

  /** Counts a use in a store, in the caller's transaction. */
  Uni<Void> usedInStore(UUID coupon) {
    return sql.first(
            "SELECT template_id FROM coupon WHERE id = $1", row -> row.uuid("template_id"), coupon)
        .call(this::begin)
        .chain(
            template ->
                sql.update(
                    """
                    UPDATE coupon_template_stats SET used_in_stores = used_in_stores + 1
                    WHERE template_id = $1""",
                    template))
        .replaceWithVoid();
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such offer
   */
  Uni<CouponTemplateStats> of(UUID template) {
    return database
        .read(
            () ->
                sql.first(
                    """
                    SELECT t.issued::bigint AS issued,
                           t.issued - coalesce((
                             SELECT sum(b.requested - b.redeemed) FROM coupon_code_batch b
                             WHERE b.template_id = t.id), 0) AS claimed,
                           coalesce(s.used_in_orders, 0) AS used_in_orders,
                           coalesce(s.used_in_stores, 0) AS used_in_stores,
                           coalesce(s.order_fen, 0) AS order_fen,
                           coalesce(s.cost_fen, 0) AS cost_fen
                    FROM coupon_template t
                    LEFT JOIN coupon_template_stats s ON s.template_id = t.id
                    WHERE t.id = $1""",
                    CouponTemplateStats::of,
                    template))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Coupon template"));
  }
}
