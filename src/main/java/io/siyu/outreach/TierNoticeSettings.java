package io.siyu.outreach;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link TierNoticeConfig} may hold. */
public final class TierNoticeSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.number("siyu.tier-notices.days-before", 0, 90);
    settings.duration("siyu.tier-notices.every", "1s", "1d");
    settings.number("siyu.tier-notices.batch-size", 1, 1_000);
  }
}
