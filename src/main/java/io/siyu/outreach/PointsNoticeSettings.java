package io.siyu.outreach;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link PointsNoticeConfig} may hold. */
public final class PointsNoticeSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.number("siyu.points-notices.days-before", 0, 90);
    settings.duration("siyu.points-notices.every", "1s", "1d");
    settings.number("siyu.points-notices.batch-size", 1, 1_000);
  }
}
