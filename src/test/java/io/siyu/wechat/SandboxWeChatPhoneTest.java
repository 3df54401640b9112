package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxWeChatPhoneTest {

  private final WeChatPhone sandbox = new SandboxWeChatPhone();

  @Test
  void a_made_up_code_gives_its_number_again_and_again() {
    for (int i = 0; i < 2; i++) {
      assertThat(sandbox.exchange("phone:13800000000").await().indefinitely())
          .isEqualTo(new WeChatPhoneNumber("+8613800000000"));
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "13800000000", "phone:", "phone:23800000000", "demo:1"})
  void everything_else_is_refused(String code) {
    assertThatThrownBy(() -> sandbox.exchange(code).await().indefinitely())
        .isInstanceOf(WeChatPhoneRejected.class);
  }

  @Test
  void production_has_no_sandbox() {
    WeChatConfig config = WeChatSettings.of(Map.of("mode", "sandbox"));

    assertThatThrownBy(() -> WeChatPhoneProducer.choose(null, config, true))
        .isInstanceOf(ConfigurationException.class);
    assertThat(WeChatPhoneProducer.choose(null, config, false))
        .isInstanceOf(SandboxWeChatPhone.class);
  }
}
