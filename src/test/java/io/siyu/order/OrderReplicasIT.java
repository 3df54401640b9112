package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.catalog.SkuView;
import io.siyu.coupon.CouponView;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders on instances of the packaged application that race each other or get killed. */
class OrderReplicasIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Map<String, String> IMPATIENT = Map.of("siyu.payment.query-after", "2s");

  @Test
  void an_instance_killed_after_the_gateway_took_the_money_leaves_a_paid_order() {
    try (Cluster cluster = Cluster.of("order-pay-killed", 1, IMPATIENT)) {
      UUID sku = sku(cluster, 10);
      GraphQLClient member = cluster.instance(0).client().asMember("new:payer");
      String order = placed(member, sku);
      cluster.instance(0).arm("pay.afterGateway", 0);

      expectBrokenConnection(() -> member.run("sandboxPay", Map.of("orderId", order)));
      cluster.instance(0).awaitCrash();
      assertThat(count(cluster, "customer_order", "status = 'PENDING_PAYMENT'")).isEqualTo(1);
      cluster.startAnother();

      await("the gateway is asked, and the order is paid")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "customer_order", "status = 'PAID'") == 1);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", sku)).isEqualTo(9);
      assertThat(count(cluster, "payment_transition", "to_state = 'PAID'")).isEqualTo(1);
    }
  }

  @Test
  void an_instance_killed_after_the_gateway_gave_money_back_refunds_once() {
    try (Cluster cluster = Cluster.of("order-refund-killed", 1, IMPATIENT)) {
      UUID sku = sku(cluster, 10);
      GraphQLClient member = cluster.instance(0).client().asMember("new:refunded");
      String order = placed(member, sku);
      member.run("sandboxPay", Map.of("orderId", order)).expectSuccess("sandboxPay");
      cluster.instance(0).arm("refund.afterGateway", 0);

      try {
        member.run("requestRefund", Map.of("orderId", order, "idempotencyKey", "k1"));
      } catch (UncheckedIOException killedBeforeTheAnswer) {
        assertThat(order).isNotNull();
      }
      cluster.instance(0).awaitCrash();
      assertThat(count(cluster, "refund", "state = 'REQUESTED'")).isEqualTo(1);
      assertThat(count(cluster, "sandbox_refund", "true")).isEqualTo(1);
      cluster.startAnother();

      await("the refund is on record")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "order_refund", "money = 'SUCCEEDED'") == 1);
      assertThat(count(cluster, "sandbox_refund", "amount_fen = 5000")).isEqualTo(1);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", sku)).isEqualTo(10);
    }
  }

  @Test
  void a_timeout_run_killed_in_the_middle_gives_everything_back_once() {
    int orders = 40;
    try (Cluster cluster = Cluster.of("order-timeout-killed", 1, Map.of())) {
      UUID sku = sku(cluster, orders);
      GraphQLClient member = cluster.instance(0).client().asMember("new:forgetful");
      for (int i = 0; i < orders; i++) {
        placed(member, sku);
      }
      cluster.instance(0).arm("cancel.afterClose", orders / 2);

      Instant later = Instant.now().plus(Duration.ofMinutes(20));
      cluster.setClock(later);
      cluster.instance(0).awaitCrash();
      assertThat(count(cluster, "customer_order", "status = 'PENDING_PAYMENT'"))
          .isBetween(1L, orders - 1L);
      SiyuInstance other = cluster.startAnother();
      other.setClock(later);

      await("every order is cancelled")
          .atMost(PATIENCE)
          .until(() -> count(cluster, "customer_order", "status = 'CANCELLED'") == orders);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", sku)).isEqualTo(orders);
      assertThat(count(cluster, "order_transition", "to_status = 'CANCELLED'")).isEqualTo(orders);
    }
  }

  @Test
  void instances_that_time_orders_out_at_the_same_time_give_everything_back_once() {
    int orders = 40;
    try (Cluster cluster =
        Cluster.of("order-timeout-by-both", 2, Map.of("siyu.jobs.enabled", "false"))) {
      UUID sku = sku(cluster, orders);
      GraphQLClient member = cluster.instance(0).client().asMember("new:forgetful");
      for (int i = 0; i < orders; i++) {
        placed(member, sku);
      }
      cluster.setClock(Instant.now().plus(Duration.ofMinutes(20)));

      Together.runJobOnBoth(cluster, "order-payment-timeout", 6);

      assertThat(count(cluster, "customer_order", "status = 'CANCELLED'")).isEqualTo(orders);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", sku)).isEqualTo(orders);
      assertThat(count(cluster, "order_transition", "to_status = 'CANCELLED'")).isEqualTo(orders);
    }
  }

  @Test
  void two_instances_sell_the_last_items_and_use_one_coupon_once() {
    int buyers = 40;
    int stock = 7;
    try (Cluster cluster = Cluster.ofTwo("order-race")) {
      UUID sku = sku(cluster, stock);
      List<GraphQLClient> members = new ArrayList<>();
      for (int i = 0; i < buyers; i++) {
        members.add(cluster.instance(0).client().asMember("new:buyer" + i));
      }

      List<Outcome<String>> outcomes =
          Together.run(
              cluster,
              buyers,
              20,
              (instance, number) -> {
                Answer answer =
                    members.get(number).at(instance.uri()).run("createOrder", input(sku, null));
                return answer.text("createOrder.order.id");
              });

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes.stream().filter(outcome -> outcome.result() != null)).hasSize(stock);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", sku)).isZero();
      assertThat(count(cluster, "order_line", "true")).isEqualTo(stock);

      UUID plenty = sku(cluster, 100);
      GraphQLClient owner = cluster.instance(0).client().asMember("new:owner");
      UUID coupon = coupon(cluster, newestMember(cluster));
      List<Outcome<String>> attempts =
          Together.run(
              cluster,
              20,
              20,
              (instance, number) ->
                  owner
                      .at(instance.uri())
                      .run("createOrder", input(plenty, coupon))
                      .text("createOrder.order.id"));

      Together.assertServedByBoth(attempts);
      assertThat(attempts.stream().filter(outcome -> outcome.result() != null)).hasSize(1);
      assertThat(cluster.number("SELECT stock FROM sku WHERE id = ?", plenty)).isEqualTo(99);
      assertThat(count(cluster, "coupon", "status = 'HELD'")).isEqualTo(1);
    }
  }

  private static String placed(GraphQLClient member, UUID sku) {
    return member
        .run("createOrder", input(sku, null))
        .expectSuccess("createOrder")
        .text("createOrder.order.id");
  }

  private static Map<String, Object> input(UUID sku, UUID coupon) {
    Map<String, Object> input = new HashMap<>();
    input.put("items", List.of(Map.of("skuId", SkuView.ID.encode(sku), "quantity", 1)));
    input.put("idempotencyKey", Ids.next().toString());
    input.put("delivery", Map.of("kind", "PICK_UP", "storeId", STORE));
    if (coupon != null) {
      input.put("couponIds", List.of(CouponView.ID.encode(coupon)));
    }
    return input;
  }

  private static final UUID STORE_ID = UUID.fromString("01900000-0000-7000-8000-0000000000aa");
  private static final String STORE = OrderDeliveryView.STORE_ID.encode(STORE_ID);

  private static UUID sku(Cluster cluster, int stock) {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    cluster.execute(
        """
        INSERT INTO store (id, name, city, address) VALUES (?, '门店', '杭州', '文三路 1 号')
        ON CONFLICT DO NOTHING""",
        STORE_ID);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '葡萄', 'PROFIT')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '2 斤', 5000, ?)",
        sku,
        product,
        stock);
    return sku;
  }

  private static UUID newestMember(Cluster cluster) {
    return (UUID) cluster.rows("SELECT id FROM member ORDER BY id DESC LIMIT 1").get(0).get("id");
  }

  private static UUID coupon(Cluster cluster, UUID member) {
    UUID template = Ids.next();
    UUID coupon = Ids.next();
    Instant now = Instant.now();
    cluster.execute(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, issued, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES (?, '无门槛券', 'NO_THRESHOLD', 500, 1, 1, 1, '{GRANT}', ?, 7)""",
        template,
        now);
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
        now.plus(Duration.ofDays(7)),
        now);
    return coupon;
  }

  private static long count(Cluster cluster, String table, String condition) {
    return cluster.number("SELECT count(*) FROM " + table + " WHERE " + condition);
  }

  private static void expectBrokenConnection(Runnable request) {
    try {
      request.run();
    } catch (UncheckedIOException killed) {
      return;
    }
    throw new AssertionError("The instance answered although it was to be killed.");
  }
}
