package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.GivenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WeCom is set up as a whole or not at all. */
class WeComConfigCheckTest {

  private final WeComConfigCheck check = new WeComConfigCheck();

  @Test
  void production_starts_without_it_and_with_all_of_it() {
    assertThat(GivenSettings.inProduction().problems(check)).isEmpty();
    assertThat(given().problems(check)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "corp-id | '' | is missing",
        "corp-id | zhangsan | is no corp id",
        "secret | '' | is missing",
        "secret | changeme | is no secret",
        "token | '' | is missing",
        "token | changeme! | is no token",
        "encoding-aes-key | '' | is missing",
        "encoding-aes-key | changeme | is no EncodingAESKey",
        "base-url | http://qyapi.weixin.qq.com | is no https address",
        "total-timeout | 1s | is shorter than",
        "total-timeout | 1m | is 1m; it must be from 1ms to 20s",
        "tolerance | 1s | it must be from 1m to 1h",
        "refusal-limit | 0 | it must be from 1 to 10000",
        "look-again-after | 1s | it must be from 1m to 30d",
      })
  void what_makes_no_sense_is_named_once_and_not_repeated(
      String name, String value, String expected) {
    assertThat(
            given()
                .with("siyu.wecom.read-timeout", "3s")
                .with("siyu.wecom." + name, value)
                .problems(check))
        .singleElement()
        .asString()
        .contains("siyu.wecom." + name)
        .contains(expected)
        .doesNotContain("changeme", WeComSender.KEY, WeComSender.TOKEN);
  }

  private static GivenSettings given() {
    return GivenSettings.inProduction().with(WeComSender.settings("https://qyapi.weixin.qq.com"));
  }
}
