package io.siyu.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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

  /** Failed or successful operator logins per name and per address in a quarter of an hour. */
  @WithDefault("10")
  int operatorLoginLimit();
}
