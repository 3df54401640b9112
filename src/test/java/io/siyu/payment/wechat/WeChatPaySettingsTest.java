package io.siyu.payment.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.payment.PaymentSettings;
import io.siyu.testing.GivenSettings;
import io.siyu.wechat.WeChatConfigCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatPaySettingsTest {

  private static FakeWeChatPay weChat;

  @BeforeAll
  static void start() {
    weChat = new FakeWeChatPay();
  }

  @AfterAll
  static void stop() {
    weChat.close();
  }

  @Test
  void payments_may_be_left_out() {
    assertThat(problems(Map.of())).isEmpty();
  }

  @Test
  void a_whole_account_is_accepted_with_public_keys_and_with_certificates() {
    assertThat(problems(account())).isEmpty();
    Map<String, String> withoutPublicKeys = account();
    withoutPublicKeys.remove("siyu.wechat-pay.public-keys");
    assertThat(problems(withoutPublicKeys)).isEmpty();
  }

  @Test
  void whoever_sets_up_half_of_it_is_told_the_rest_line_by_line() {
    assertThat(problems(Map.of("siyu.payment.gateway", "wechat")))
        .allSatisfy(line -> assertThat(line).contains(" is missing; set it to "))
        .extracting(line -> line.split(" ")[0])
        .containsExactly(
            "siyu.wechat-pay.mch-id",
            "siyu.wechat-pay.merchant-serial",
            "siyu.wechat-pay.merchant-key",
            "siyu.wechat-pay.api-v3-key",
            "siyu.wechat-pay.notify-base-url");
  }

  @ParameterizedTest
  @CsvSource({
    "mch-id, 19x, is no merchant's number",
    "merchant-serial, 55-D9, is no serial number",
    "merchant-key, hunter2, is no RSA key",
    "merchant-key, '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----', is no RSA key",
    "api-v3-key, hunter2, is no APIv3 key",
    "public-keys, hunter2, is no list of keys",
    "notify-base-url, http://siyu.example.com, is no https address",
    "notify-base-url, https://siyu.example.com?a=b, is no https address",
    "notify-base-url, siyu.example.com, is no https address",
    "notify-path, notices, is no path",
    "notify-path, /notices?a=b, is no path",
    "base-url, http://api.mch.weixin.qq.com, is no https address",
    "total-timeout, 1s, is shorter than",
  })
  void a_wrong_value_is_told_without_being_repeated(String name, String value, String expected) {
    Map<String, String> settings = account();
    settings.put("siyu.wechat-pay." + name, value);

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .startsWith("siyu.wechat-pay." + name + " (")
        .contains(") " + expected)
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twice", "text between", "text behind", "certificate"})
  void public_keys_are_ids_and_keys_and_nothing_else(String what) {
    Map<String, String> settings = account();
    String one = settings.get("siyu.wechat-pay.public-keys");
    settings.put(
        "siyu.wechat-pay.public-keys",
        switch (what) {
          case "twice" -> one + one;
          case "text between" -> one + "and\n" + one.replace("PUB_KEY_ID_0", "PUB_KEY_ID_1");
          case "text behind" -> one + "end";
          default -> one.replace("PUBLIC KEY", "CERTIFICATE");
        });

    assertThat(problems(settings)).singleElement().asString().contains("is no list of keys");
  }

  @Test
  void a_key_that_is_too_short_is_refused() {
    Map<String, String> settings = account();
    settings.put(
        "siyu.wechat-pay.merchant-key", WeChatKeys.pem(WeChatKeys.pair(1024).getPrivate()));

    assertThat(problems(settings)).singleElement().asString().contains("is no RSA key");
  }

  @Test
  void a_made_up_login_leaves_the_app_id_to_the_payments() {
    Map<String, String> settings = account();
    settings.remove("siyu.wechat.app-id");

    assertThat(
            GivenSettings.inDevelopment()
                .with(settings)
                .with("siyu.wechat.mode", "sandbox")
                .problems(CHECKS))
        .singleElement()
        .asString()
        .startsWith("siyu.wechat.app-id (SIYU_WECHAT_APP_ID) is missing");
  }

  private static final List<io.siyu.platform.settings.SettingsCheck> CHECKS =
      List.of(new WeChatConfigCheck(), new PaymentSettings(), new WeChatPaySettings());

  private static Map<String, String> account() {
    Map<String, String> settings = new HashMap<>(weChat.settings());
    settings.remove("siyu.wechat-pay.base-url");
    return settings;
  }

  private static List<String> problems(Map<String, String> settings) {
    return GivenSettings.inProduction()
        .with("siyu.wechat.app-id", "wx0123456789abcdef")
        .with("siyu.wechat.app-secret", "0123456789abcdef0123456789abcdef")
        .with(settings)
        .problems(CHECKS);
  }
}
