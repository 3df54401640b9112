package io.siyu.chain;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link ChainProgressConfig} may hold. */
public final class ChainProgressSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.duration("siyu.chain.progress.every", "10ms", "1m");
    settings.duration("siyu.chain.progress.anyway-every", "100ms", "10m");
  }
}
