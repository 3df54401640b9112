package io.siyu.member;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.util.Optional;

/** What {@link MemberConfig} may hold. */
public final class MemberSettings implements SettingsCheck {

  static final int SHORTEST_KEY = 32;

  private static final String KEY = "siyu.member.departure-key";

  /** The key of development is in the public repository. */
  private static final String KNOWN_TO_EVERYBODY = "siyu-dev-departure-key-known-to-everybody";

  @Override
  public void check(Settings settings) {
    Optional<String> key =
        settings.required(KEY, "set it to " + SHORTEST_KEY + " random characters or more");
    if (key.filter(given -> given.length() < SHORTEST_KEY).isPresent()) {
      settings.problem(KEY, "is too short; it needs " + SHORTEST_KEY + " characters or more");
    }
    if (settings.isProduction() && key.filter(KNOWN_TO_EVERYBODY::equals).isPresent()) {
      settings.problem(KEY, "is the one of development, which everybody can read; choose another");
    }
    settings.duration("siyu.member.allowances-kept", "1d", "3650d");
    settings.duration("siyu.member.new-for", "1h", "365d");
  }
}
