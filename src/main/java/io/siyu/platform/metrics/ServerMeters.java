package io.siyu.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the meters of the HTTP server fit each other. Quarkus 3.34 counts the bytes of connections
 * with the port as a tag and without it, which Prometheus refuses at every start.
 */
@ApplicationScoped
class ServerMeters {

  private static final String HTTP_SERVER = "http.server.";
  private static final String PORT = "server.port";

  @Produces
  @Singleton
  MeterFilter withoutPort() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(HTTP_SERVER) || id.getTag(PORT) == null) {
          return id;
        }
        List<Tag> others = id.getTags().stream().filter(tag -> !tag.getKey().equals(PORT)).toList();
        return id.replaceTags(others);
      }
    };
  }
}
