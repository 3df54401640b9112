package io.siyu.demo;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Loads the demo brand when the application starts, before it answers anybody. */
@ApplicationScoped
class DemoStart {

  private static final Logger LOG = Logger.getLogger(DemoStart.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The scheduler starts at PLATFORM_BEFORE. */
  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

  /** The first operator is made at the default priority, and only where there is none. */
  private static final int LAST = Interceptor.Priority.LIBRARY_AFTER;

  private final DemoConfig config;
  private final DemoBrand brand;

  DemoStart(DemoConfig config, DemoBrand brand) {
    this.config = config;
    this.brand = brand;
  }

  void refuseInProduction(@Observes @Priority(FIRST) StartupEvent start) {
    refuse(config.enabled(), ConfigUtils.isProfileActive("prod"));
  }

  static void refuse(boolean enabled, boolean production) {
    if (enabled && production) {
      throw new ConfigurationException(
          "siyu.demo.enabled=true is refused by the prod profile; set siyu.demo.enabled=false");
    }
  }

  void load(@Observes @Priority(LAST) StartupEvent start) {
    if (!config.enabled()) {
      return;
    }
    switch (brand.load().await().atMost(PATIENCE)) {
      case LOADED -> LOG.info("The demo brand was loaded; log in as its first member by demo:1.");
      case PRESENT -> LOG.debug("The demo brand is there already.");
      case MEMBERS_EXIST ->
          LOG.warn("The database has members already, so the demo brand was left out.");
    }
  }
}
