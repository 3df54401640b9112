package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.RefundRequest;
import io.siyu.payment.PaymentGateway.TradeRequest;
import io.siyu.wechat.WeChatConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A WeChat Pay of its own for each test, and the gateway that talks to it. */
abstract class WeChatPayScenario {

  static final UUID PAYER = UUID.fromString("0190a000-0000-7000-8000-000000000001");
  static final String OPENID = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  static Vertx vertx;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final String number = UUID.randomUUID().toString().replace("-", "");
  private final List<WeChatPay> opened = new ArrayList<>();
  FakeWeChatPay weChat;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void startWeChat() {
    weChat = new FakeWeChatPay();
  }

  @AfterEach
  void stopWeChat() {
    opened.forEach(WeChatPay::close);
    weChat.close();
  }

  WeChatGateway gateway() {
    return gateway(settings -> {});
  }

  WeChatGateway gateway(Consumer<Map<String, String>> change) {
    Map<String, String> settings = weChat.settings();
    change.accept(settings);
    return gateway(settings);
  }

  WeChatGateway gateway(Map<String, String> settings) {
    return gateway(weChatPay(settings));
  }

  WeChatGateway gateway(WeChatPay weChatPay) {
    return new WeChatGateway(
        weChatPay, payer -> Uni.createFrom().item(payer.equals(PAYER) ? OPENID : null), clock());
  }

  WeChatPay weChatPay(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(WeChatPayConfig.class)
            .withMapping(WeChatConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            // The application reads durations such as 2s with a converter of Quarkus.
            .addDiscoveredConverters()
            .build();
    WeChatPay weChatPay =
        new WeChatPay(
            vertx,
            config.getConfigMapping(WeChatPayConfig.class),
            config.getConfigMapping(WeChatConfig.class),
            clock(),
            meters);
    opened.add(weChatPay);
    return weChatPay;
  }

  /** WeChat looks at its own clock, and so it is the real one. */
  static Clock clock() {
    return Clock.systemUTC();
  }

  TradeRequest order() {
    return order(Instant.now().plusSeconds(900));
  }

  TradeRequest order(Instant expiresAt) {
    return new TradeRequest(number, PAYER, "三件 T恤", Money.ofFen(5000), expiresAt);
  }

  RefundRequest refund(String refundNumber) {
    return new RefundRequest(refundNumber, number, Money.ofFen(2000), Money.ofFen(5000), "少发一件");
  }

  static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  static void assertProblem(WeChatPayProblem.Kind kind, ThrowableAssert.ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WeChatPayProblem.class,
            problem -> assertThat(problem.kind()).as(problem.toString()).isEqualTo(kind));
  }

  double counted(String api, String outcome) {
    return meters.counter("siyu.wechatpay.calls", "api", api, "outcome", outcome).count();
  }
}
