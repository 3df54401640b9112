package io.siyu.audience;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link AudienceConfig} may hold. */
public final class AudienceSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.duration("siyu.audience.segment-refresh-interval", "10m", "30d");
    settings.number("siyu.audience.rfm-window-days", 1, 730);
  }
}
