package io.siyu.wechat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up codes give made-up users, always the same ones. */
class SandboxWeChatLoginTest {

  private final SandboxWeChatLogin sandbox = new SandboxWeChatLogin();

  @ParameterizedTest
  @CsvSource({
    "demo:1, demo-openid-1,",
    "demo:42, demo-openid-42,",
    "demo:1000000, demo-openid-1000000,",
    "demo:1:u1, demo-openid-1, demo-unionid-1",
    "demo:999999:u1000000, demo-openid-999999, demo-unionid-1000000",
    "new:a, sandbox-a,",
    "new:Load_Test-7, sandbox-Load_Test-7,",
  })
  void a_sandbox_code_gives_its_user_every_time(String code, String openid, String unionid) {
    WeChatIdentity expected = new WeChatIdentity(openid, Optional.ofNullable(unionid));

    assertEquals(expected, exchange(code));
    assertEquals(expected, exchange(code));
  }

  @Test
  void a_new_code_may_have_forty_characters() {
    assertEquals("sandbox-" + "x".repeat(40), exchange("new:" + "x".repeat(40)).openid());
    assertEquals(WeChatLoginRejected.Reason.INVALID_CODE, reason("new:" + "x".repeat(41)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo:0",
        "demo:01",
        "demo:-1",
        "demo:1000001",
        "demo:9999999",
        "demo:",
        "demo:1 ",
        "demo:1:u",
        "demo:1:u0",
        "demo:1:u1000001",
        "demo:1:2",
        "demo:١",
        "Demo:1",
        "new:",
        "new:a b",
        "new:é",
        "new:a\n",
        "033abc",
      })
  void any_other_code_is_invalid(String code) {
    assertEquals(WeChatLoginRejected.Reason.INVALID_CODE, reason(code));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void no_code_is_missing(String code) {
    assertEquals(WeChatLoginRejected.Reason.MISSING_CODE, reason(code));
  }

  private WeChatIdentity exchange(String code) {
    return sandbox.exchange(code).await().atMost(Duration.ofSeconds(1));
  }

  private WeChatLoginRejected.Reason reason(String code) {
    return assertThrows(WeChatLoginRejected.class, () -> exchange(code)).reason();
  }
}
