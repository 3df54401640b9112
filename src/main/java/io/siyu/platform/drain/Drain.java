package io.siyu.platform.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.siyu.kernel.ErrorCategory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The last seconds of an instance that was told to stop: requests under way are finished, new ones
 * are sent elsewhere. Without that, clients that keep sending would keep it from ending until it is
 * cut off in the middle of their requests. Readiness is down from the same moment on.
 */
@ApplicationScoped
class Drain {

  /** Before everything else that routes of Quarkus and of Siyu do. */
  private static final int FIRST = -100_000;

  private static final String OPERATIONS = "/q/";
  private static final String SECONDS_TO_WAIT = "1";
  private static final String MESSAGE =
      "This instance is being stopped. Send the request again, unchanged.";

  private final Duration delay;
  private volatile Long refusingFromNanos;

  /**
   * @param delay how long to go on as if nothing were, for load balancers that have to notice first
   */
  Drain(@ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
    this.delay = delay.orElse(Duration.ZERO);
  }

  void register(@Observes Router router) {
    router.route().order(FIRST).handler(this::admit);
  }

  /** Before others wait for what is under way. */
  void begin(@Observes @Priority(1) ShutdownDelayInitiatedEvent told) {
    refusingFromNanos = System.nanoTime() + delay.toNanos();
  }

  private void admit(RoutingContext context) {
    Long from = refusingFromNanos;
    if (from == null
        || System.nanoTime() - from < 0
        || context.normalizedPath().startsWith(OPERATIONS)) {
      context.next();
      return;
    }
    JsonObject error =
        new JsonObject()
            .put("message", MESSAGE)
            .put("extensions", new JsonObject().put("code", ErrorCategory.UNAVAILABLE.name()));
    context
        .response()
        .setStatusCode(503)
        .putHeader("Retry-After", SECONDS_TO_WAIT)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(new JsonObject().put("errors", new JsonArray().add(error)).encode());
  }
}
