package io.siyu.campaign.flashsale;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link FlashSaleConfig} may hold. */
public final class FlashSaleSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.choice("siyu.flash-sale.when-redis-is-down", FlashSaleConfig.RedisDown.class);
    settings.duration("siyu.flash-sale.reservation", "1s", "1h");
    settings.number("siyu.flash-sale.slot-attempts", 1, 1_000);
    settings.duration("siyu.flash-sale.rebuild-wait", "100ms", "1m");
    settings.duration("siyu.flash-sale.payment-time", "1m", "1d");
    settings.duration("siyu.flash-sale.gate-after-close", "1m", "30d");
    settings.duration("siyu.flash-sale.repair-every", "1s", "1h");
    settings.duration("siyu.flash-sale.progress-every", "10ms", "1m");
    settings.duration("siyu.flash-sale.progress-anyway-every", "100ms", "10m");
  }
}
