package io.siyu.platform.migration;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link MigrationConfig} may hold. */
public final class MigrationSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.choice(Settings.MIGRATION_MODE, MigrationConfig.Mode.class);
  }

  @Override
  public boolean concernsMigration() {
    return true;
  }
}
