package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.CapturedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, signatures, openids, amounts and WeChat's own words stay out of logs and exceptions. */
class WeChatPaySecretsTest extends WeChatPayScenario {

  static Stream<FakeWeChatPay.Instead> answers() {
    return Stream.of(
        (exchange, weChat) -> weChat.signed(exchange, 200, "{\"prepay_id\":\"wx26-secret\"}"),
        (exchange, weChat) -> weChat.signed(exchange, 200, "{\"prepay_id\":7," + OPENID),
        (exchange, weChat) -> weChat.signed(exchange, 200, "{\"other\":\"" + OPENID + "\"}"),
        (exchange, weChat) -> FakeWeChatPay.send(exchange, 200, OPENID, Map.of()),
        (exchange, weChat) -> exchange.close(),
        FakeWeChatPay.error(400, "PARAM_ERROR"),
        FakeWeChatPay.error(400, "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
        FakeWeChatPay.error(401, "SIGN_ERROR"),
        FakeWeChatPay.error(403, "NOT_ENOUGH"),
        FakeWeChatPay.error(429, "FREQUENCY_LIMITED"),
        FakeWeChatPay.error(500, "SYSTEM_ERROR"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void no_log_and_no_exception_shows_them(FakeWeChatPay.Instead answer) {
    weChat.instead(answer, answer, answer);
    WeChatGateway gateway = gateway();
    StringWriter thrown = new StringWriter();
    try (CapturedLog log = new CapturedLog()) {
      try {
        await(gateway.prepay(order()));
      } catch (RuntimeException failure) {
        failure.printStackTrace(new PrintWriter(thrown, true));
      }
      assertThat(weChat.requests()).isNotEmpty();
      log.lines().forEach(this::assertNothingTold);
      assertNothingTold(thrown.toString());
      assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR io.vertx"));
    }
  }

  private void assertNothingTold(String line) {
    assertThat(line)
        .doesNotContain(
            OPENID,
            "openid-of-somebody",
            "wx26-secret",
            "说明",
            "T恤",
            WeChatKeys.API_V3_KEY,
            "PRIVATE KEY",
            "WECHATPAY2-SHA256",
            "\"total\"");
  }
}
