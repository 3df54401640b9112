package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders on a cluster whose gateway is WeChat, and what became of them. */
record WeChatShop(Cluster cluster, FakeWeChatPay weChat, UUID sku) {

  static final long PRICE = 5000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID STORE = UUID.fromString("01900000-0000-7000-8000-0000000000ab");
  private static final String PREPAY_ID = "prepay_id=wx26";

  /** An order that waits for its money, and the number that WeChat knows it by. */
  record Order(GraphQLClient member, String id, String number) {}

  static WeChatShop on(Cluster cluster, FakeWeChatPay weChat) {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '门店', '杭州', '文三路 1 号')", STORE);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '葡萄', 'PROFIT')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '2 斤', ?, 999)",
        sku,
        product,
        PRICE);
    return new WeChatShop(cluster, weChat, sku);
  }

  /** Placed by a new member, whose phone shows what is to be paid. */
  Order prepaid() {
    GraphQLClient member = cluster.instance(0).client().asMember("new:" + Ids.next());
    String id = placed(member);
    Answer prepared = member.run("payOrder", Map.of("orderId", id)).expectSuccess("payOrder");
    assertThat(
            WeChatKeys.isSigned(
                weChat.merchant().getPublic(),
                String.join(
                    "\n",
                    FakeWeChatPay.APP_ID,
                    prepared.text("payOrder.payment.timeStamp"),
                    prepared.text("payOrder.payment.nonceStr"),
                    prepared.text("payOrder.payment.package"),
                    ""),
                prepared.text("payOrder.payment.paySign")))
        .as("the phone's parameters are signed")
        .isTrue();
    return new Order(
        member, id, prepared.text("payOrder.payment.package").substring(PREPAY_ID.length()));
  }

  String placed(GraphQLClient member) {
    return member
        .run(
            "createOrder",
            Map.of(
                "items",
                List.of(Map.of("skuId", SkuView.ID.encode(sku), "quantity", 1)),
                "idempotencyKey",
                Ids.next().toString(),
                "delivery",
                Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(STORE))))
        .expectSuccess("createOrder")
        .text("createOrder.order.id");
  }

  /** What WeChat knows or will know the order's payment by. */
  String number(String orderId) {
    return text(
        "SELECT replace(id::text, '-', '') FROM payment WHERE order_id = ?",
        new Order(null, orderId, null));
  }

  /** The time to pay is over. */
  void passDeadline(Order order) {
    cluster.execute(
        "UPDATE customer_order SET pay_by = now() - interval '1 second' WHERE id = ?",
        Rows.uuid(order.id()));
  }

  Order paid() {
    Order order = prepaid();
    assertThat(
            FakeNotice.paid(weChat, weChat.trades().pay(order.number()))
                .sendTo(cluster.instance(0).uri()))
        .isEqualTo(204);
    return order;
  }

  /**
   * @return the refund's number at WeChat
   */
  String refundAskedFor(Order order) {
    order
        .member()
        .run("requestRefund", Map.of("orderId", order.id(), "idempotencyKey", "refund"))
        .expectSuccess("requestRefund");
    String number =
        text(
            "SELECT replace(r.id::text, '-', '') FROM refund r JOIN payment p ON p.id = r.payment_id"
                + " WHERE p.order_id = ?",
            order);
    await("WeChat knows the refund")
        .atMost(PATIENCE)
        .until(() -> weChat.trades().refund(number) != null);
    return number;
  }

  String status(Order order) {
    return text("SELECT status FROM customer_order WHERE id = ?", order);
  }

  String payment(Order order) {
    return text("SELECT state FROM payment WHERE order_id = ?", order);
  }

  /** How often money was noted, and how often it was returned. */
  String history(Order order) {
    return text(
        """
        SELECT string_agg(t.to_state, ' ' ORDER BY t.id)
        FROM payment_transition t JOIN payment p ON p.id = t.payment_id WHERE p.order_id = ?""",
        order);
  }

  String refund(Order order) {
    return text(
        "SELECT r.state FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.order_id = ?",
        order);
  }

  String refundMoney(Order order) {
    return text("SELECT string_agg(money, ' ') FROM order_refund WHERE order_id = ?", order);
  }

  /** Kinds of mismatches under a number of WeChat's. */
  String mismatches(String number) {
    return String.valueOf(
        cluster
            .rows(
                """
                SELECT coalesce(string_agg(kind, ' ' ORDER BY kind), '') AS kinds FROM (
                  SELECT kind FROM payment_mismatch WHERE trade_number = ?
                  UNION ALL SELECT kind FROM refund_mismatch WHERE refund_number = ?) m""",
                number,
                number)
            .get(0)
            .get("kinds"));
  }

  String text(String sql, Order order) {
    return String.valueOf(
        cluster.rows(sql, Rows.uuid(order.id())).get(0).values().iterator().next());
  }

  void eventually(String what, java.util.concurrent.Callable<Boolean> condition) {
    await(what).atMost(PATIENCE).until(condition);
  }
}
