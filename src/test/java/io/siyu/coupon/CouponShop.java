package io.siyu.coupon;

import io.siyu.catalog.SkuView;
import io.siyu.order.OrderView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Members with coupons who order, pay and cancel, and staff who refund, revoke and run jobs. */
final class CouponShop {

  private static final int MEMBERS = 4;

  private final Cluster cluster;
  private final GraphQLClient admin;
  private final List<GraphQLClient> members = new ArrayList<>();
  private final List<UUID> coupons = new ArrayList<>();
  private final UUID store = Ids.next();
  private final UUID sku = Ids.next();
  private final UUID claimable = Ids.next();

  CouponShop(Cluster cluster, int couponCount) {
    this.cluster = cluster;
    this.admin = CouponRaceIT.admin(cluster);
    stock();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(cluster.instance(0).client().asMember("new:racer-" + i));
      ids.add(newestMember());
    }
    for (int i = 0; i < couponCount; i++) {
      // Every third one ends in three minutes.
      coupons.add(coupon(ids.get(i % MEMBERS), i % 3 == 0 ? 180 : 86_400));
    }
  }

  List<UUID> coupons() {
    return coupons;
  }

  /**
   * The same number always means the same thing.
   *
   * @param among how many of the coupons may be meant
   */
  Answer anything(URI uri, int number, int among) {
    Random random = new Random(number);
    int which = random.nextInt(among);
    UUID coupon = coupons.get(which);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> order(uri, coupon);
      case 3, 4 -> onOrder(uri, which, "sandboxPay");
      case 5 -> onOrder(uri, which, "cancelOrder");
      case 6, 7 -> refund(uri, coupon);
      case 8 ->
          random.nextInt(6) == 0
              ? revoke(uri, coupon)
              : members
                  .get(which % MEMBERS)
                  .at(uri)
                  .run(
                      "claimCoupon",
                      Map.of(
                          "templateId", ClaimableCouponView.ID.encode(claimable),
                          "idempotencyKey", key()));
      case 9 -> random.nextInt(3) == 0 ? verify(uri, which) : expire(uri);
      default -> throw new AssertionError();
    };
  }

  private Answer expire(URI uri) {
    return admin.at(uri).run("runJob", Map.of("name", CouponExpiryJob.NAME));
  }

  /** The member shows a code here, staff enter it there. */
  private Answer verify(URI uri, int which) {
    Answer shown =
        members
            .get(which % MEMBERS)
            .at(uri)
            .run("showCouponInStore", Map.of("couponId", CouponView.ID.encode(coupons.get(which))));
    String code = shown.text("showCouponInStore.code");
    return code == null
        ? shown
        : admin
            .at(cluster.forAttempt(which).uri())
            .run(
                "verifyCouponInStore",
                Map.of(
                    "code", code,
                    "storeId", IdType.of("store").encode(store),
                    "idempotencyKey", key()));
  }

  Answer order(URI uri, UUID coupon) {
    return members
        .get(coupons.indexOf(coupon) % MEMBERS)
        .at(uri)
        .run(
            "createOrder",
            Map.of(
                "items", List.of(Map.of("skuId", SkuView.ID.encode(sku), "quantity", 1)),
                "couponIds", List.of(CouponView.ID.encode(coupon)),
                "delivery", Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(store)),
                "idempotencyKey", key()));
  }

  Answer cancel(URI uri, UUID coupon) {
    return onOrder(uri, coupons.indexOf(coupon), "cancelOrder");
  }

  private Answer onOrder(URI uri, int which, String mutation) {
    String order = orderOf(coupons.get(which));
    return order == null
        ? order(uri, coupons.get(which))
        : members.get(which % MEMBERS).at(uri).run(mutation, Map.of("orderId", order));
  }

  private Answer refund(URI uri, UUID coupon) {
    String order = orderOf(coupon);
    return order == null
        ? order(uri, coupon)
        : admin
            .at(uri)
            .run(
                "refundOrder", Map.of("orderId", order, "reason", "坏果包赔", "idempotencyKey", key()));
  }

  private Answer revoke(URI uri, UUID coupon) {
    return admin
        .at(uri)
        .run(
            "revokeCoupon",
            Map.of(
                "couponId", CouponView.ID.encode(coupon),
                "reason", "发错了",
                "idempotencyKey", key()));
  }

  /** The one that has the coupon at this moment; null when none has. */
  private String orderOf(UUID coupon) {
    Object order =
        cluster.rows("SELECT order_id FROM coupon WHERE id = ?", coupon).get(0).get("order_id");
    return order == null ? null : OrderView.ID.encode((UUID) order);
  }

  private UUID newestMember() {
    return (UUID) cluster.rows("SELECT id FROM member ORDER BY id DESC LIMIT 1").get(0).get("id");
  }

  private void stock() {
    UUID product = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '门店', '杭州', '文三路 1 号')", store);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '葡萄', 'PROFIT')", product);
    cluster.execute(
        """
        INSERT INTO sku (id, product_id, name, price_fen, stock)
        VALUES (?, ?, '2 斤', 5000, 100000)""",
        sku,
        product);
    template(claimable, "PUBLIC", 7, 2);
  }

  private void template(UUID id, String way, int total, int perMember) {
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '无门槛券', 'NO_THRESHOLD', 500, ?, ?, string_to_array(?, ','), ?, 7)""",
        id,
        total,
        perMember,
        way,
        Instant.now().minusSeconds(60));
  }

  /** Of an offer of its own, which counts it. */
  private UUID coupon(UUID member, int seconds) {
    UUID template = Ids.next();
    UUID coupon = Ids.next();
    Instant now = Instant.now();
    template(template, "GRANT", 1, 1);
    cluster.execute("UPDATE coupon_template SET issued = 1 WHERE id = ?", template);
    cluster.execute(
        """
        INSERT INTO coupon
          (id, template_id, member_id, status, name, kind, threshold_fen, amount_off_fen,
           percent_off, product_ids, valid_from, valid_to, source, source_key, issued_at)
        VALUES (?, ?, ?, 'ISSUED', '无门槛券', 'NO_THRESHOLD', 0, 500, 0, '{}', ?, ?, 'OPERATOR',
                'it', ?)""",
        coupon,
        template,
        member,
        now,
        now.plusSeconds(seconds),
        now);
    cluster.execute(
        """
        INSERT INTO coupon_transition (coupon_id, to_status, cause, at)
        VALUES (?, 'ISSUED', 'OPERATOR', ?)""",
        coupon,
        now);
    return coupon;
  }

  private static String key() {
    return Ids.next().toString();
  }
}
