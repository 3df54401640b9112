package io.siyu.coupon;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link CouponConfig} may hold. */
public final class CouponSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.number("siyu.coupon.code-attempts", 1, 10_000);
    settings.number("siyu.coupon.code-attempts-per-address", 1, 1_000_000);
    settings.number("siyu.coupon.store-code-attempts", 1, 10_000);
  }
}
