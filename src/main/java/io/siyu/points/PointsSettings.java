package io.siyu.points;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link PointsConfig} may hold. */
public final class PointsSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.choice("siyu.points.clawback-policy", ClawbackPolicy.class);
    settings.duration("siyu.points.reopened-lot-validity", "1h", "3650d");
  }
}
