package io.siyu.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The demo brand. */
@ConfigMapping(prefix = "siyu.demo")
public interface DemoConfig {

  /**
   * Whether the demo brand is loaded at the start, into a database that has no members yet. On in
   * development; refused by the prod profile.
   */
  @WithDefault("false")
  boolean enabled();
}
