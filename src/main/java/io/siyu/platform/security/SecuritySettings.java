package io.siyu.platform.security;

import io.siyu.kernel.InvalidInput;
import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.time.Duration;
import java.util.Optional;

/** What {@link SecurityConfig} may hold, and the keys of access tokens. */
public final class SecuritySettings implements SettingsCheck {

  private static final String TOKEN_LIFETIME = "siyu.security.access-token-lifetime";
  private static final String SESSION_LIFETIME = "siyu.security.session-lifetime";
  private static final String ADMIN_NAME = "siyu.security.first-admin-name";
  private static final String ADMIN_PASSWORD = "siyu.security.first-admin-password";

  /** The password of development is in the public repository. */
  private static final String KNOWN_TO_EVERYBODY = "siyu-dev-admin";

  private static final long NO_LIMIT = 1_000_000_000;

  @Override
  public void check(Settings settings) {
    Optional<Duration> token = settings.duration(TOKEN_LIFETIME, "10s", "1d");
    Optional<Duration> session = settings.duration(SESSION_LIFETIME, "1m", "400d");
    if (token.isPresent() && session.isPresent() && token.get().compareTo(session.get()) > 0) {
      settings.problem(
          SESSION_LIFETIME, "is shorter than " + Settings.named(TOKEN_LIFETIME) + "; raise it");
    }
    settings.duration("siyu.security.refresh-grace", "0s", "1h");
    settings.number("siyu.security.operator-login-limit", 1, NO_LIMIT);
    firstAdmin(settings);
    TokenKeys.check(settings);
  }

  private static void firstAdmin(Settings settings) {
    Optional<String> name = settings.text(ADMIN_NAME);
    Optional<String> password = settings.text(ADMIN_PASSWORD);
    if (name.isPresent() && password.isEmpty()) {
      settings.problem(ADMIN_PASSWORD, "is missing; " + Settings.named(ADMIN_NAME) + " needs it");
    }
    if (password.isPresent() && name.isEmpty()) {
      settings.problem(ADMIN_NAME, "is missing; " + Settings.named(ADMIN_PASSWORD) + " needs it");
    }
    name.ifPresent(given -> refuse(settings, ADMIN_NAME, () -> OperatorAccounts.name(given)));
    password.ifPresent(
        given ->
            refuse(settings, ADMIN_PASSWORD, () -> OperatorPasswords.chosen(given, "password")));
    if (settings.isProduction() && password.filter(KNOWN_TO_EVERYBODY::equals).isPresent()) {
      settings.problem(
          ADMIN_PASSWORD, "is the one of development, which everybody can read; choose another");
    }
  }

  private static void refuse(Settings settings, String name, Runnable reading) {
    try {
      reading.run();
    } catch (InvalidInput wrong) {
      settings.problem(name, "is not accepted: " + wrong.getMessage());
    }
  }
}
