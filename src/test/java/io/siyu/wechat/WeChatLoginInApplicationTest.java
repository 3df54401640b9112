package io.siyu.wechat;

import static io.siyu.wechat.WeChatServer.SUCCESS;
import static io.siyu.wechat.WeChatServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The login among the application's own observers: tests get the sandbox, metrics no secret. */
@QuarkusTest
class WeChatLoginInApplicationTest {

  @Inject WeChatLogin configured;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;

  @Test
  void tests_log_in_through_the_sandbox() throws Throwable {
    assertInstanceOf(SandboxWeChatLogin.class, configured);
    assertEquals(
        "demo-openid-1",
        VertxContextSupport.subscribeAndAwait(() -> configured.exchange("demo:1")).openid());
  }

  @Test
  void no_metric_carries_the_address_with_the_secret() throws Throwable {
    try (WeChatServer weChat = new WeChatServer()) {
      weChat.answers(json(SUCCESS));
      WeChatConfig config = WeChatSettings.of(WeChatSettings.real(weChat.url()));
      try (WeChatApiLogin real = new WeChatApiLogin(vertx, config)) {
        VertxContextSupport.subscribeAndAwait(() -> real.exchange("033abc"));
      }
      assertEquals(1, weChat.requests());
    }

    String meters =
        metrics.getMeters().stream().map(meter -> meter.getId().toString()).toList().toString();
    assertTrue(meters.contains("jvm."), "meters are listed");
    assertFalse(meters.contains("jscode2session"), meters);
    assertFalse(
        meters.contains(URLEncoder.encode(WeChatSettings.APP_SECRET, StandardCharsets.UTF_8)),
        meters);
  }
}
