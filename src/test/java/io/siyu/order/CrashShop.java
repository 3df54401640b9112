package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One kind of goods, for members each of whose orders takes a coupon and points. */
final class CrashShop {

  static final int STOCK = 100;

  private static final int POINTS = 10_000;
  private static final int POINTS_AN_ORDER = 100;

  private final Cluster cluster;
  private final UUID store = Ids.next();
  private final UUID sku = Ids.next();
  private final UUID template = Ids.next();

  CrashShop(Cluster cluster) {
    this.cluster = cluster;
    UUID product = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '门店', '杭州', '文三路 1 号')", store);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '葡萄', 'PROFIT')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '2 斤', 5000, ?)",
        sku,
        product,
        STOCK);
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '无门槛券', 'NO_THRESHOLD', 500, 1000, 1000, '{PUBLIC}', ?, 7)""",
        template,
        Instant.now().minusSeconds(60));
  }

  /** Somebody with points to spend. */
  GraphQLClient member(String login) {
    GraphQLClient anonymous = cluster.instance(0).client();
    GraphQLClient member = anonymous.asMember(login);
    Map<String, Object> points = new HashMap<>();
    points.put("memberId", member.send("{ viewer { id } }", Map.of()).text("viewer.id"));
    points.put("points", POINTS);
    points.put("reason", "开业");
    points.put("idempotencyKey", Ids.next().toString());
    anonymous
        .as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"))
        .run("adjustPoints", points)
        .expectSuccess("adjustPoints");
    return member;
  }

  /** What to order, with a coupon that was claimed for it. */
  Map<String, Object> order(GraphQLClient member) {
    String coupon =
        member
            .run(
                "claimCoupon",
                Map.of(
                    "templateId", IdType.of("coupon-template").encode(template),
                    "idempotencyKey", Ids.next().toString()))
            .expectSuccess("claimCoupon")
            .text("claimCoupon.coupon.id");
    return Map.of(
        "items", List.of(Map.of("skuId", SkuView.ID.encode(sku), "quantity", 1)),
        "couponIds", List.of(coupon),
        "points", POINTS_AN_ORDER,
        "idempotencyKey", Ids.next().toString(),
        "delivery", Map.of("kind", "PICK_UP", "storeId", OrderDeliveryView.STORE_ID.encode(store)));
  }

  String placed(GraphQLClient member) {
    return member
        .run("createOrder", order(member))
        .expectSuccess("createOrder")
        .text("createOrder.order.id");
  }

  /** Each order that counts has its unit, its coupon and its points, and nothing else is taken. */
  void assertTakenByOrdersAlone() {
    long live = count("status NOT IN ('CANCELLED', 'REFUNDED')");
    assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", sku)).isEqualTo(STOCK - live);
    assertThat(
            cluster.number(
                """
                SELECT count(*) FROM customer_order o FULL JOIN coupon c ON c.order_id = o.id
                WHERE coalesce(o.status, 'CANCELLED') NOT IN ('CANCELLED', 'REFUNDED')
                      <> (c.order_id IS NOT NULL)
                   OR (o.status = 'PENDING_PAYMENT') <> (c.status = 'HELD')"""))
        .as("orders and coupons that disagree")
        .isZero();
    assertThat(
            cluster.number(
                """
                SELECT coalesce(sum(points), 0) FROM points_entry
                WHERE business_type = 'ORDER_PAYMENT'"""))
        .as("points taken by orders")
        .isEqualTo(-live * POINTS_AN_ORDER);
  }

  private long count(String condition) {
    return cluster.number("SELECT count(*) FROM customer_order WHERE " + condition);
  }
}
