package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged application with WeChat Pay as its gateway, from the order to the refund. */
@Tag("native")
class WeChatPayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID STORE = UUID.fromString("01900000-0000-7000-8000-0000000000ab");

  @Test
  void an_order_is_paid_and_refunded_with_public_keys_though_no_notice_comes() {
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        Cluster cluster = Cluster.of("wechat-pay", 1, settings(weChat.settings()))) {
      paidAndRefunded(weChat, cluster);
    }
  }

  @Test
  void and_with_platform_certificates() {
    try (FakeWeChatPay weChat = new FakeWeChatPay()) {
      PlatformCertificate certificate = PlatformCertificate.valid();
      weChat.offer(certificate);
      weChat.signWith(certificate);
      try (Cluster cluster =
          Cluster.of("wechat-pay-certificates", 1, settings(weChat.settingsWithCertificates()))) {
        paidAndRefunded(weChat, cluster);
      }
    }
  }

  private static Map<String, String> settings(Map<String, String> weChatPay) {
    weChatPay.put("siyu.wechat.mode", "sandbox");
    weChatPay.put("siyu.payment.query-after", "1s");
    return weChatPay;
  }

  private static void paidAndRefunded(FakeWeChatPay weChat, Cluster cluster) {
    UUID sku = sku(cluster);
    GraphQLClient member = cluster.instance(0).client().asMember("new:payer");
    String order =
        member
            .run(
                "createOrder",
                Map.of(
                    "items",
                    List.of(Map.of("skuId", SkuView.ID.encode(sku), "quantity", 1)),
                    "idempotencyKey",
                    "k1",
                    "delivery",
                    Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(STORE))))
            .expectSuccess("createOrder")
            .text("createOrder.order.id");

    Answer prepared = member.run("payOrder", Map.of("orderId", order)).expectSuccess("payOrder");
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
    weChat
        .trades()
        .pay(prepared.text("payOrder.payment.package").substring("prepay_id=wx26".length()));
    await("the gateway is asked, and the order is paid")
        .atMost(PATIENCE)
        .until(() -> count(cluster, "customer_order", "status = 'PAID'") == 1);

    member
        .run("requestRefund", Map.of("orderId", order, "idempotencyKey", "k2"))
        .expectSuccess("requestRefund");

    await("the money is back, and on record")
        .atMost(PATIENCE)
        .until(() -> count(cluster, "order_refund", "money = 'SUCCEEDED'") == 1);
    assertThat(weChat.trades().refunded()).isEqualTo(5000);
    assertThat(cluster.instance(0).page("/q/metrics"))
        .contains("siyu_wechatpay_calls_total{api=\"prepay\",outcome=\"ok\"} 1.0");
    assertThat(cluster.instance(0).log())
        .noneMatch(line -> line.contains("PRIVATE KEY") || line.contains(WeChatKeys.API_V3_KEY));
  }

  private static UUID sku(Cluster cluster) {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    cluster.execute(
        "INSERT INTO store (id, name, city, address) VALUES (?, '门店', '杭州', '文三路 1 号')", STORE);
    cluster.execute("INSERT INTO product (id, name, role) VALUES (?, '葡萄', 'PROFIT')", product);
    cluster.execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES (?, ?, '2 斤', 5000, 9)",
        sku,
        product);
    return sku;
  }

  private static long count(Cluster cluster, String table, String condition) {
    return cluster.number("SELECT count(*) FROM " + table + " WHERE " + condition);
  }
}
