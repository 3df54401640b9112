package io.siyu.demo;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.platform.migration.Schema;
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

  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 3;

  /**
   * After the first operator, who is made only where there is none; before the scheduler, which
   * starts at PLATFORM_BEFORE, so that no job has done its turn on an empty database.
   */
  private static final int BEFORE_JOBS = Interceptor.Priority.PLATFORM_BEFORE - 1;

  private final DemoConfig config;
  private final DemoBrand brand;
  private final Schema schema;

  DemoStart(DemoConfig config, DemoBrand brand, Schema schema) {
    this.config = config;
    this.brand = brand;
    this.schema = schema;
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

  void load(@Observes @Priority(BEFORE_JOBS) StartupEvent start) {
    if (config.enabled()) {
      schema.whenReady(this::loadNow);
    }
  }

  private void loadNow() {
    switch (brand.load().await().atMost(PATIENCE)) {
      case LOADED -> LOG.info("The demo brand was loaded; log in as its first member by demo:1.");
      case PRESENT -> LOG.debug("The demo brand is there already.");
      case MEMBERS_EXIST ->
          LOG.warn("The database has members already, so the demo brand was left out.");
    }
  }
}
