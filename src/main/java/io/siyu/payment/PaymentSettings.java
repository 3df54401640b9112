package io.siyu.payment;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link PaymentConfig} may hold; play money never reaches production. */
public final class PaymentSettings implements SettingsCheck {

  private static final String GATEWAY = "siyu.payment.gateway";

  @Override
  public void check(Settings settings) {
    boolean sandbox =
        settings.text(GATEWAY).isPresent()
            && settings
                .choice(GATEWAY, PaymentConfig.Gateway.class)
                .filter(PaymentConfig.Gateway.SANDBOX::equals)
                .isPresent();
    if (sandbox && settings.isProduction()) {
      settings.problem(
          GATEWAY, "is the sandbox, which takes no real money; production needs another, or none");
    }
    settings.duration("siyu.payment.query-after", "1s", "1d");
    settings.duration("siyu.payment.refund-query-after", "1s", "7d");
    settings.number("siyu.payment.most-together", 1, 500);
  }
}
