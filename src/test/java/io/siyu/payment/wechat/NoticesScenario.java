package io.siyu.payment.wechat;

import io.siyu.testing.cluster.Cluster;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Two instances that ask WeChat nothing of themselves, so that notices are all they know. */
abstract class NoticesScenario {

  static FakeWeChatPay weChat;
  static Cluster cluster;
  static WeChatShop shop;

  @BeforeAll
  static void start() {
    weChat = new FakeWeChatPay();
    Map<String, String> settings = weChat.settings();
    settings.put("siyu.payment.query-after", "1d");
    settings.put("siyu.payment.refund-query-after", "7d");
    cluster = Cluster.of("wechat-notices", 2, settings);
    shop = WeChatShop.on(cluster, weChat);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    weChat.close();
  }

  @AfterEach
  void asBefore() {
    weChat.signWithPublicKey();
    weChat.trades().setRefundStatus("SUCCESS");
  }

  static URI instance(int number) {
    return cluster.forAttempt(number).uri();
  }

  /** Statuses of the answers, from both instances in turn. */
  static List<Integer> together(int times, java.util.function.IntFunction<FakeNotice> notice) {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      return IntStream.range(0, times)
          .mapToObj(
              i ->
                  CompletableFuture.supplyAsync(() -> notice.apply(i).sendTo(instance(i)), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }
}
