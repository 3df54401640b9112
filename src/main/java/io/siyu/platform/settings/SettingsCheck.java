package io.siyu.platform.settings;

/**
 * What a package's settings have to satisfy. It runs before anything else does, without beans, a
 * database or a log, so it looks at nothing but the settings and the files that they name.
 */
public interface SettingsCheck {

  /** Reads every setting of the package and reports what is wrong with it. */
  void check(Settings settings);

  /** Whether a process that only migrates has to have these settings in order, too. */
  default boolean concernsMigration() {
    return false;
  }
}
