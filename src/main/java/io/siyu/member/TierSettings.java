package io.siyu.member;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link TierConfig} may hold. */
public final class TierSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.number("siyu.tiers.period-months", 1, 120);
    settings.choice("siyu.tiers.period-end-policy", TierPeriodEndPolicy.class);
    settings.number("siyu.tiers.birthday-days-before", 0, 30);
    settings.number("siyu.tiers.birthday-days-after", 0, 30);
    settings.duration("siyu.tiers.every", "1s", "1d");
    settings.number("siyu.tiers.batch-size", 1, 1_000);
  }
}
