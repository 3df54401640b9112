package io.siyu.chain;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link ChainUnpaidConfig} may hold. */
public final class ChainUnpaidSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.number("siyu.chain.unpaid.times", 1, 1_000);
    settings.duration("siyu.chain.unpaid.within", "15m", "90d");
  }
}
