package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.GivenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting of WeChat's that makes no sense stops the start, and the line names it. */
class WeChatConfigCheckTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final WeChatConfigCheck check = new WeChatConfigCheck();

  @Test
  void good_credentials_are_enough() {
    assertThat(real().problems(check)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app-id | '' | is missing",
        "app-id | wx123 | is no app id",
        "app-id | 0123456789abcdef | is no app id",
        "app-secret | '  ' | is missing",
        "app-secret | changeme | is no app secret",
        "app-secret | 0123456789abcdef with a space | is no app secret",
        "mode | none | is none of its values",
        "attempts | 0 | is 0; it must be from 1 to 5",
        "attempts | 6 | is 6; it must be from 1 to 5",
        "attempts | three | is no whole number",
        "connect-timeout | 0s | is 0s; it must be from 1ms to 1m",
        "read-timeout | -1s | is",
        "read-timeout | soon | is no length of time",
        "read-timeout | 10s | total-timeout",
        "total-timeout | 2m | is 2m; it must be from 1ms to 1m",
        "backoff | 0s | is 0s; it must be from 1ms to 1m",
        "base-url | http://api.weixin.qq.com | is no https address",
        "base-url | http://localhost.example.com | is no https address",
        "base-url | ftp://localhost | is no https address",
        "base-url | api.weixin.qq.com | is no https address",
        "base-url | https://api.weixin.qq.com?x=y | is no https address",
        "base-url | https://who:pass@api.weixin.qq.com | is no https address",
        "base-url | https://[ | is no address",
      })
  void what_makes_no_sense_is_named_once_and_not_repeated(
      String name, String value, String expected) {
    GivenSettings settings =
        real()
            .with("siyu.wechat.read-timeout", "3s")
            .with("siyu.wechat.total-timeout", "6s")
            .with("siyu.wechat." + name, value);

    assertThat(settings.problems(check))
        .singleElement()
        .asString()
        .contains("siyu.wechat." + name)
        .contains("SIYU_WECHAT_")
        .contains(expected)
        .doesNotContain("\n", SECRET, "pass@", "changeme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8089", "http://127.0.0.1:8089", "http://[::1]:8089"})
  void plain_http_is_for_this_host(String url) {
    assertThat(real().with("siyu.wechat.base-url", url).problems(check)).isEmpty();
  }

  @Test
  void the_sandbox_needs_no_credentials_but_is_refused_in_production() {
    String mode = "siyu.wechat.mode";

    assertThat(GivenSettings.inDevelopment().with(mode, "sandbox").problems(check)).isEmpty();
    assertThat(GivenSettings.inProduction().with(mode, "sandbox").problems(check))
        .singleElement()
        .asString()
        .startsWith("siyu.wechat.mode (SIYU_WECHAT_MODE) is the sandbox");
  }

  private static GivenSettings real() {
    return GivenSettings.inProduction()
        .with("siyu.wechat.app-id", "wx0123456789abcdef")
        .with("siyu.wechat.app-secret", SECRET);
  }
}
