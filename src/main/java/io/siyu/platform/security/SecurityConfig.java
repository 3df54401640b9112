package io.siyu.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Sessions and logins. */
@ConfigMapping(prefix = "siyu.security")
public interface SecurityConfig {

  /** How long an access token is valid. */
  @WithDefault("15m")
  Duration accessTokenLifetime();

  /** How long a session lives without being refreshed. */
  @WithDefault("30d")
  Duration sessionLifetime();

  /**
   * How long the immediate predecessor of a refresh token is accepted again, because answers get
   * lost on phones.
   */
  @WithDefault("60s")
  Duration refreshGrace();

  /**
   * Failed or successful operator logins per address in a quarter of an hour; per name, ten times
   * as many.
   */
  @WithDefault("10")
  int operatorLoginLimit();

  /**
   * Name of the first ADMIN, created at start when there is no operator at all; needs the password.
   */
  Optional<String> firstAdminName();

  /** Password of the first ADMIN, 10 characters or more. Change it after the first login. */
  Optional<Secret<String>> firstAdminPassword();
}
