package io.siyu.points.entitlement;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link EntitlementConfig} may hold. */
public final class EntitlementSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.duration("siyu.entitlements.expiring-before", "1h", "365d");
    settings.duration("siyu.entitlements.every", "1m", "1d");
    settings.number("siyu.entitlements.batch-size", 1, 1000);
  }
}
