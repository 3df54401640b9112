package io.siyu.order;

import io.siyu.member.MemberLedger;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The member's orders: what was bought stays, for whom and where to goes. */
@ApplicationScoped
class OrderData implements PersonalData, MemberLedger {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'orderedAt', o.created_at, 'paidAt', o.paid_at, 'status', o.status,
        'goodsFen', o.goods_fen, 'discountFen', o.discount_fen, 'pointsUsed', o.points_used,
        'freightFen', o.freight_fen, 'totalFen', o.total_fen, 'refundedFen', o.refunded_fen,
        'delivery', o.delivery_kind, 'recipientName', o.recipient_name, 'phone', o.phone,
        'address', o.address, 'carrier', o.carrier, 'trackingNumber', o.tracking_number,
        'wechatTransaction', p.transaction_id,
        'lines', (SELECT jsonb_agg(jsonb_build_object(
                    'product', l.product_name, 'sku', l.sku_name, 'quantity', l.quantity,
                    'paidFen', l.paid_fen, 'refundedFen', l.refunded_fen) ORDER BY l.position)
                  FROM order_line l WHERE l.order_id = o.id))) AS item
      FROM customer_order o LEFT JOIN payment p ON p.id = o.payment_id
      WHERE o.member_id = $1 ORDER BY o.id DESC LIMIT $2""";

  /** Goods that were delivered went somewhere, so a word stands where the address was. */
  private static final String ERASE =
      """
      UPDATE customer_order
      SET recipient_name = NULL, phone = NULL, carrier = NULL, tracking_number = NULL,
          address = CASE delivery_kind WHEN 'DELIVERY' THEN '已注销' END
      WHERE member_id = $1
      RETURNING id""";

  private final PersonalRows rows;
  private final Audit audit;
  private final Sql sql;

  OrderData(PersonalRows rows, Audit audit, Sql sql) {
    this.rows = rows;
    this.audit = audit;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "orders";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.list(ERASE, row -> OrderView.ID.encode(row.uuid("id")), member).chain(audit::forget);
  }

  @Override
  public Uni<Boolean> hasEntries(UUID member) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM customer_order WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}
