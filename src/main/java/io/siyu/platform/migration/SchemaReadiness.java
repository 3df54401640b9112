package io.siyu.platform.migration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps members away from an instance whose version needs migrations that are missing. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements HealthCheck {

  private static final String NAME = "schema";

  private final Schema schema;

  SchemaReadiness(Schema schema) {
    this.schema = schema;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> lacking = schema.lacking();
    return lacking.isEmpty()
        ? HealthCheckResponse.up(NAME)
        : HealthCheckResponse.named(NAME).down().withData("state", lacking.get()).build();
  }
}
