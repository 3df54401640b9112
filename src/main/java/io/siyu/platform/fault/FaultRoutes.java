package io.siyu.platform.fault;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;

/** The test harness's handle on a running instance; not compiled into any other build. */
@ApplicationScoped
@IfBuildProfile("fault")
public class FaultRoutes {

  private final SettableClock clock;
  private final ArmedCrashPoints crashPoints;

  FaultRoutes(SettableClock clock, ArmedCrashPoints crashPoints) {
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  void register(@Observes Router router) {
    router.put("/fault/clock/:instant").handler(this::setClock);
    router.put("/fault/crash-points/:name/:passes").handler(this::arm);
    router.get("/fault/crash-points").handler(this::reached);
  }

  private void setClock(RoutingContext context) {
    clock.set(Instant.parse(context.pathParam("instant")));
    context.end(clock.instant().toString());
  }

  private void arm(RoutingContext context) {
    crashPoints.arm(context.pathParam("name"), Integer.parseInt(context.pathParam("passes")));
    context.end();
  }

  private void reached(RoutingContext context) {
    JsonObject counts = new JsonObject();
    crashPoints.reached().forEach(counts::put);
    context.end(counts.encode());
  }
}
