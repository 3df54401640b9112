package io.siyu.platform.time;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.time.ZoneId;

/** What {@link TimeConfig} may hold. */
public final class TimeSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.value(
        "siyu.time.zone", ZoneId.class, "", "no zone; write its IANA name, such as Asia/Shanghai");
  }
}
