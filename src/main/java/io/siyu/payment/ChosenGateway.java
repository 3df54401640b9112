package io.siyu.payment;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.kernel.RequestFailure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** The gateway of the configuration; play money never reaches production. */
@ApplicationScoped
class ChosenGateway {

  /** The scheduler starts at PLATFORM_BEFORE. */
  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

  private static final String SETTING = "siyu.payment.gateway";

  private final List<PaymentGateway> gateways;
  private final PaymentConfig.Gateway chosen;

  ChosenGateway(@All List<PaymentGateway> gateways, PaymentConfig config) {
    this.gateways = gateways;
    this.chosen = choose(config, ConfigUtils.isProfileActive("prod"));
  }

  /** Fails the start, rather than the first payment. */
  void check(@Observes @Priority(FIRST) StartupEvent start) {
    if (chosen != null) {
      get();
    }
  }

  PaymentGateway get() {
    if (chosen == null) {
      throw RequestFailure.unavailable("Payments are not set up yet. Please try again later.");
    }
    return gateways.stream()
        .filter(gateway -> gateway.name() == chosen)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    SETTING + "=" + chosen + ": this version has no such gateway."));
  }

  boolean isSandbox() {
    return chosen == PaymentConfig.Gateway.SANDBOX;
  }

  /**
   * @return null when payments are not available
   */
  static PaymentConfig.Gateway choose(PaymentConfig config, boolean production) {
    PaymentConfig.Gateway configured = config.gateway().orElse(null);
    if (!production) {
      return configured == null ? PaymentConfig.Gateway.SANDBOX : configured;
    }
    if (configured == PaymentConfig.Gateway.SANDBOX) {
      throw new ConfigurationException(
          SETTING
              + "=sandbox takes no real money and is refused in production. Set "
              + SETTING
              + "=wechat.");
    }
    return configured;
  }
}
