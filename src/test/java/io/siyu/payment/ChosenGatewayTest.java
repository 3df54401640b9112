package io.siyu.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.payment.PaymentConfig.Gateway;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChosenGatewayTest {

  @Test
  void outside_of_production_the_sandbox_is_the_default() {
    assertThat(ChosenGateway.choose(config(null), false)).isEqualTo(Gateway.SANDBOX);
    assertThat(ChosenGateway.choose(config(Gateway.WECHAT), false)).isEqualTo(Gateway.WECHAT);
  }

  @Test
  void production_has_no_default_and_refuses_the_sandbox_by_the_name_of_the_setting() {
    assertThat(ChosenGateway.choose(config(null), true)).isNull();
    assertThat(ChosenGateway.choose(config(Gateway.WECHAT), true)).isEqualTo(Gateway.WECHAT);
    assertThatThrownBy(() -> ChosenGateway.choose(config(Gateway.SANDBOX), true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("siyu.payment.gateway=sandbox")
        .hasMessageContaining("siyu.payment.gateway=wechat");
  }

  private static PaymentConfig config(Gateway gateway) {
    return new PaymentConfig() {
      @Override
      public int mostTogether() {
        return 1;
      }

      @Override
      public Optional<Gateway> gateway() {
        return Optional.ofNullable(gateway);
      }

      @Override
      public Duration queryAfter() {
        return Duration.ofSeconds(60);
      }

      @Override
      public Duration refundQueryAfter() {
        return Duration.ofMinutes(10);
      }
    };
  }
}
