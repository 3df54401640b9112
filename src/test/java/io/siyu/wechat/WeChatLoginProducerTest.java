package io.siyu.wechat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers logins is decided at the start, and wrong settings stop it. */
class WeChatLoginProducerTest {

  private static final String URL = "https://api.weixin.qq.com";

  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void stop() {
    VERTX.close();
  }

  @Test
  void production_refuses_the_sandbox_in_one_line_that_names_the_setting() {
    ConfigurationException refusal = refusal(Map.of("mode", "sandbox"), true);

    assertTrue(refusal.getMessage().contains("siyu.wechat.mode=sandbox"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
  }

  @Test
  void other_profiles_may_have_the_sandbox() {
    assertInstanceOf(
        SandboxWeChatLogin.class,
        WeChatLoginProducer.choose(VERTX, WeChatSettings.of(Map.of("mode", "sandbox")), false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_real_login_is_the_default_everywhere(boolean production) {
    WeChatConfig config = WeChatSettings.of(WeChatSettings.real(URL));

    WeChatLogin login = WeChatLoginProducer.choose(VERTX, config, production);

    assertInstanceOf(WeChatApiLogin.class, login);
    new WeChatLoginProducer().close(login);
  }

  @Test
  void the_defaults_are_the_documented_ones() {
    WeChatConfig config = WeChatSettings.of(Map.of());

    assertEquals(WeChatConfig.Mode.REAL, config.mode());
    assertEquals(URI.create(URL), config.baseUrl());
    assertEquals(Duration.ofSeconds(2), config.connectTimeout());
    assertEquals(Duration.ofSeconds(3), config.readTimeout());
    assertEquals(Duration.ofSeconds(6), config.totalTimeout());
    assertEquals(Duration.ofMillis(100), config.backoff());
    assertEquals(3, config.attempts());
  }

  private static ConfigurationException refusal(Map<String, String> settings, boolean production) {
    WeChatConfig config = WeChatSettings.of(settings);
    return assertThrows(
        ConfigurationException.class, () -> WeChatLoginProducer.choose(VERTX, config, production));
  }
}
