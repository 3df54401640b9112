package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.payment.wechat.WeChatShop.Order;
import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.TcpProxy;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notices whose order has run out of time, and instances that are killed over one. */
class WeChatNoticeTimesIT {

  private static final Duration PAST_THE_DEADLINE = Duration.ofMinutes(20);

  @Test
  void what_was_paid_in_time_is_paid_though_its_notice_comes_after_the_deadline() {
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        Cluster cluster = Cluster.of("wechat-late-notice", 1, settings(weChat))) {
      WeChatShop shop = WeChatShop.on(cluster, weChat);
      Order paid = shop.prepaid();
      JsonObject trade = weChat.trades().pay(paid.number());
      Order unpaid = shop.prepaid();

      weChat.setClockAhead(PAST_THE_DEADLINE);
      cluster.setClock(Instant.now().plus(PAST_THE_DEADLINE));
      shop.eventually("the deadline is seen to", () -> shop.status(unpaid).equals("CANCELLED"));
      shop.eventually("WeChat was asked first", () -> shop.status(paid).equals("PAID"));

      assertThat(FakeNotice.paid(weChat, trade).sendTo(cluster.instance(0).uri())).isEqualTo(204);
      assertThat(shop.history(paid)).isEqualTo("OPEN PAID");

      JsonObject late =
          weChat
              .trades()
              .paid(weChat.trades().trade(unpaid.number()), Instant.now().plus(PAST_THE_DEADLINE));
      assertThat(FakeNotice.paid(weChat, late).sendTo(cluster.instance(0).uri())).isEqualTo(204);
      assertThat(shop.history(unpaid)).isEqualTo("OPEN CLOSED PAID_LATE");
      shop.eventually("the money is back", () -> "SUCCEEDED".equals(shop.refundMoney(unpaid)));
      assertThat(shop.status(unpaid)).isEqualTo("CANCELLED");
    }
  }

  @Test
  void an_instance_killed_before_it_answers_a_notice_is_told_again_and_pays_once() {
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        Cluster cluster = Cluster.of("wechat-notice-killed", 1, settings(weChat))) {
      WeChatShop shop = WeChatShop.on(cluster, weChat);
      Order order = shop.prepaid();
      FakeNotice notice = FakeNotice.paid(weChat, weChat.trades().pay(order.number()));
      cluster.instance(0).arm("notice.afterCommit", 0);

      assertThatThrownBy(() -> notice.sendTo(cluster.instance(0).uri()))
          .isInstanceOf(UncheckedIOException.class);
      cluster.instance(0).awaitCrash();
      assertThat(shop.history(order)).isEqualTo("OPEN PAID");

      assertThat(notice.sendTo(cluster.startAnother().uri())).isEqualTo(204);
      assertThat(shop.history(order)).isEqualTo("OPEN PAID");
      assertThat(shop.status(order)).isEqualTo("PAID");
    }
  }

  @Test
  void a_notice_that_cannot_be_stored_is_asked_for_again() {
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        Line postgres = new Line();
        Cluster cluster =
            Cluster.of("wechat-notice-unstored", 1, servers -> postgres.before(servers, weChat))) {
      WeChatShop shop = WeChatShop.on(cluster, weChat);
      Order order = shop.prepaid();
      FakeNotice notice = FakeNotice.paid(weChat, weChat.trades().pay(order.number()));

      postgres.proxy.cut();
      HttpResponse<String> answer = notice.send(cluster.instance(0).uri());

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(new JsonObject(answer.body()).fieldNames()).containsExactly("code", "message");
      assertThat(shop.history(order)).isEqualTo("OPEN");

      postgres.proxy.mend();
      shop.eventually(
          "WeChat tells it again", () -> notice.sendTo(cluster.instance(0).uri()) == 204);
      assertThat(shop.history(order)).isEqualTo("OPEN PAID");
    }
  }

  /** The way to PostgreSQL of the instance; the test's own leads past it. */
  private static final class Line implements AutoCloseable {
    private TcpProxy proxy;

    Map<String, String> before(EmbeddedServers servers, FakeWeChatPay weChat) {
      URI address = URI.create(servers.reactiveUrl());
      proxy = new TcpProxy(address.getHost(), address.getPort());
      Map<String, String> settings = settings(weChat);
      String from = ":" + address.getPort();
      String to = ":" + proxy.port();
      settings.put("quarkus.datasource.reactive.url", servers.reactiveUrl().replace(from, to));
      settings.put("quarkus.datasource.jdbc.url", servers.jdbcUrl().replace(from, to));
      return settings;
    }

    @Override
    public void close() {
      proxy.close();
    }
  }

  private static Map<String, String> settings(FakeWeChatPay weChat) {
    Map<String, String> settings = weChat.settings();
    settings.put("siyu.payment.query-after", "1d");
    return settings;
  }
}
