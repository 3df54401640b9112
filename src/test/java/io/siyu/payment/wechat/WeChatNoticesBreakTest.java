package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.PaymentConfig;
import io.siyu.testing.CapturedLog;
import io.siyu.testing.Properties;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever breaks behind the route of notices, WeChat hears that it has to tell it again. */
class WeChatNoticesBreakTest extends WeChatPayScenario {

  private static final int TRIES = 200;
  private static final String OTHER = "PAYSCORE.USER_PAID";

  private HttpServer server;
  private URI address;

  /** There is nobody to take note, so that every notice that can be read breaks. */
  @BeforeEach
  void a_route_that_breaks() throws Exception {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(WeChatPayConfig.class)
            .withMapping(PaymentConfig.class)
            .withSources(new PropertiesConfigSource(weChat.settings(), "test", 100))
            .addDiscoveredConverters()
            .build();
    Router router = Router.router(vertx);
    new WeChatNotices(
            weChatPay(weChat.settings()),
            config.getConfigMapping(WeChatPayConfig.class),
            config.getConfigMapping(PaymentConfig.class),
            null,
            name -> {},
            meters)
        .register(router);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    address = URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @AfterEach
  void stop() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void what_nobody_foresaw_is_answered_as_a_failure_and_logged_once_without_the_notice() {
    HttpResponse<String> answer;
    List<String> logged;
    try (CapturedLog log = new CapturedLog()) {
      answer = FakeNotice.paid(weChat, trade()).send(address);
      logged = log.lines();
    }

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("FAIL");
    assertThat(logged).noneMatch(line -> line.contains(OPENID) || line.contains("of-somebody"));
    assertThat(logged)
        .filteredOn(line -> line.startsWith("ERROR") || line.startsWith("WARN"))
        .singleElement()
        .asString()
        .contains("it comes again: java.lang.NullPointerException at ");
  }

  @Test
  void whatever_comes_is_answered_and_nothing_is_acknowledged_that_nobody_took_note_of() {
    Properties.forAll(
        notices(),
        TRIES,
        notice -> {
          HttpResponse<String> answer = notice.send(address);
          if (answer.statusCode() == 204) {
            // About nothing that anybody here has asked for, and WeChat's own word.
            assertThat(new JsonObject(notice.body()).getString("event_type")).isEqualTo(OTHER);
          } else {
            assertThat(answer.statusCode()).isIn(400, 401, 413, 500);
            assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("FAIL");
          }
        });
  }

  private static JsonObject trade() {
    return new JsonObject()
        .put("out_trade_no", "0123456789abcdef0123456789abcdef")
        .put("out_refund_no", "0123456789abcdef0123456789abcdef")
        .put("trade_state", "SUCCESS")
        .put("refund_status", "SUCCESS")
        .put("transaction_id", "4200000001-of-somebody")
        .put(
            "amount",
            new JsonObject().put("total", 5000).put("refund", 5000).put("currency", "CNY"))
        .put("success_time", "2026-11-26T10:00:00+08:00")
        .put("payer", new JsonObject().put("openid", OPENID))
        .put("mchid", FakeWeChatPay.MCH_ID)
        .put("appid", FakeWeChatPay.APP_ID);
  }

  private Arbitrary<FakeNotice> notices() {
    Arbitrary<String> bodies =
        Arbitraries.frequencyOf(
            Tuple.of(6, envelopes()),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(200)),
            Tuple.of(
                1,
                Arbitraries.of(
                    "",
                    "<xml><return_code>SUCCESS</return_code></xml>",
                    "null",
                    "[1]",
                    "{\"a\":".repeat(3_000),
                    "x".repeat(70_000))));
    return Combinators.combine(bodies, Arbitraries.integers().between(0, 11))
        .as((body, spoiled) -> new FakeNotice(body, headers(body, spoiled)));
  }

  /** Most often what WeChat would send, so that what comes after the signature is reached. */
  private Map<String, String> headers(String body, int spoiled) {
    Map<String, String> headers = new HashMap<>(weChat.signature(body));
    switch (spoiled) {
      case 0 -> headers.remove("Wechatpay-Nonce");
      case 1 -> headers.put("Wechatpay-Signature", "no base64 at all!");
      case 2 -> headers.put("Wechatpay-Timestamp", "9223372036854775807");
      case 3 -> headers.put("Wechatpay-Serial", "");
      case 4 -> headers.put("Wechatpay-Serial", "0".repeat(300));
      default -> {}
    }
    return headers;
  }

  private static Arbitrary<String> envelopes() {
    Arbitrary<Object> events =
        Arbitraries.of("TRANSACTION.SUCCESS", "REFUND.SUCCESS", "REFUND.CLOSED", OTHER, "", 7);
    return Combinators.combine(events, resources(), Arbitraries.integers().between(0, 15))
        .as(
            (event, resource, spoiled) -> {
              JsonObject sealed = WeChatKeys.sealed(WeChatKeys.API_V3_KEY, "transaction", resource);
              switch (spoiled) {
                case 0 -> sealed.put("ciphertext", "no base64 at all!");
                case 1 -> sealed.put("ciphertext", "");
                case 2 -> sealed.put("nonce", "");
                case 3 -> sealed.put("nonce", 7);
                case 4 -> sealed.put("associated_data", new JsonArray());
                case 5 -> sealed.remove("algorithm");
                default -> {}
              }
              return new JsonObject(FakeNotice.envelope(OTHER, sealed))
                  .put("event_type", event)
                  .encode();
            });
  }

  /** A trade or refund of which one value is not as documented. */
  private static Arbitrary<String> resources() {
    Arbitrary<Object> odd =
        Arbitraries.of(
            "",
            "\u0000",
            "x".repeat(500),
            -1,
            Long.MAX_VALUE,
            1.5,
            true,
            new JsonArray(),
            new JsonObject(),
            new JsonObject().put("total", -1).put("refund", Long.MIN_VALUE),
            new JsonObject().put("total", new BigInteger("9".repeat(40))),
            "+999999999-12-31T23:59:59Z",
            "SUCCESS");
    return Combinators.combine(Arbitraries.of(trade().fieldNames()), odd)
        .as((field, value) -> trade().put(field, value).encode());
  }
}
