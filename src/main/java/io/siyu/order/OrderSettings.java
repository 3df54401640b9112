package io.siyu.order;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link OrderConfig} may hold. */
public final class OrderSettings implements SettingsCheck {

  /** Ten thousand yuan, in fen. */
  private static final long HIGHEST_FREIGHT = 1_000_000;

  /** A million yuan, in fen. */
  private static final long HIGHEST_ORDER = 100_000_000;

  @Override
  public void check(Settings settings) {
    settings.duration("siyu.order.payment-window", "1m", "7d");
    settings.duration("siyu.order.complete-after", "1d", "60d");
    settings.number("siyu.order.points-share-percent", 0, 100);
    settings.number("siyu.order.freight-fen", 0, HIGHEST_FREIGHT);
    settings.number("siyu.order.free-freight-from-fen", 0, HIGHEST_ORDER);
  }
}
