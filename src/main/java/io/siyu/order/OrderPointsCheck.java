package io.siyu.order;

import io.siyu.points.PointsCheck;
import io.siyu.points.PointsRule;
import jakarta.enterprise.context.ApplicationScoped;

/** An order that stands holds the points that pay for what is left of it: a lock is a spend. */
@ApplicationScoped
public class OrderPointsCheck implements PointsCheck {

  @Override
  public PointsRule rule() {
    return PointsRule.ORDERS_ARE_SPENT;
  }

  @Override
  public String query() {
    return """
        SELECT coalesce(bought.member_id, entry.member_id) AS member_id,
               format('order %s, %s, of %s, entries %s',
                      coalesce(bought.id::text, entry.business_id), bought.status,
                      bought.points_used, coalesce(entry.points, 0)) AS detail
        FROM (SELECT * FROM customer_order WHERE points_used > 0) bought FULL JOIN (
          SELECT member_id, business_id, sum(points) AS points FROM (
            SELECT member_id, business_id, points FROM points_entry
            WHERE business_type = 'ORDER_PAYMENT'
            UNION ALL
            SELECT part.member_id, part.business_id, back.points
            FROM points_partial_undo part JOIN points_entry back ON back.id = part.entry_id
            WHERE part.business_type = 'ORDER_PAYMENT'
          ) all_entries GROUP BY member_id, business_id
        ) entry ON entry.member_id = bought.member_id AND entry.business_id = bought.id::text
        WHERE coalesce(entry.points, 0)
              <> CASE WHEN bought.id IS NULL OR bought.status IN ('CANCELLED', 'REFUNDED') THEN 0
                      ELSE (SELECT sum(points_back) FROM order_line WHERE order_id = bought.id)
                           - bought.points_used END""";
  }
}
