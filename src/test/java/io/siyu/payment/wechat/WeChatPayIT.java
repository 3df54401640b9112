package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.wechat.WeChatShop.Order;
import io.siyu.testing.cluster.Cluster;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged application with WeChat Pay as its gateway, from the order to the refund. */
@Tag("native")
class WeChatPayIT {

  @Test
  void an_order_is_paid_and_refunded_though_no_notice_comes() {
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        Cluster cluster = Cluster.of("wechat-pay", 1, settings(weChat.settings(), "1s"))) {
      WeChatShop shop = WeChatShop.on(cluster, weChat);
      Order order = shop.prepaid();
      weChat.trades().pay(order.number());
      shop.eventually("WeChat is asked", () -> shop.status(order).equals("PAID"));

      shop.refundAskedFor(order);

      shop.eventually("WeChat said so", () -> "SUCCEEDED".equals(shop.refundMoney(order)));
      assertThat(weChat.trades().refunded()).isEqualTo(WeChatShop.PRICE);
      assertThat(cluster.instance(0).page("/q/metrics"))
          .contains("siyu_wechatpay_calls_total{api=\"prepay\",outcome=\"ok\"} 1.0");
      assertNoSecretsTold(cluster);
    }
  }

  @Test
  void and_by_notices_that_are_signed_for_platform_certificates() {
    try (FakeWeChatPay weChat = new FakeWeChatPay()) {
      PlatformCertificate certificate = PlatformCertificate.valid();
      weChat.offer(certificate);
      weChat.signWith(certificate);
      weChat.trades().setRefundStatus("PROCESSING");
      try (Cluster cluster =
          Cluster.of("wechat-pay-notices", 1, settings(weChat.settingsWithCertificates(), "1d"))) {
        WeChatShop shop = WeChatShop.on(cluster, weChat);
        Order order = shop.paid();
        assertThat(shop.status(order)).isEqualTo("PAID");

        String number = shop.refundAskedFor(order);
        FakeNotice notice = FakeNotice.refunded(weChat, weChat.trades().refund(number), "SUCCESS");

        assertThat(notice.sendTo(cluster.instance(0).uri())).isEqualTo(204);
        assertThat(shop.refundMoney(order)).isEqualTo("SUCCEEDED");
        assertNoSecretsTold(cluster);
      }
    }
  }

  private static Map<String, String> settings(Map<String, String> weChatPay, String queryAfter) {
    weChatPay.put("siyu.wechat.mode", "sandbox");
    weChatPay.put("siyu.payment.query-after", queryAfter);
    return weChatPay;
  }

  private static void assertNoSecretsTold(Cluster cluster) {
    assertThat(cluster.instance(0).log())
        .noneMatch(line -> line.contains("PRIVATE KEY") || line.contains(WeChatKeys.API_V3_KEY));
  }
}
