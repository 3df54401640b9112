package io.siyu.platform.job;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link JobsConfig} may hold. */
public final class JobSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.flag("siyu.jobs.enabled");
    settings.duration("siyu.jobs.lease", "1s", "1h");
  }
}
