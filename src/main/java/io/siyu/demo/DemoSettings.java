package io.siyu.demo;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link DemoConfig} may hold: production never mixes its members with invented ones. */
public final class DemoSettings implements SettingsCheck {

  private static final String ENABLED = "siyu.demo.enabled";

  @Override
  public void check(Settings settings) {
    if (settings.flag(ENABLED).orElse(false) && settings.isProduction()) {
      settings.problem(
          ENABLED, "is true; production refuses demo data, leave it out or set it to false");
    }
  }
}
