package io.siyu.platform.redis;

import io.quarkus.runtime.StartupEvent;
import io.siyu.platform.FailureText;
import io.siyu.platform.settings.Settings;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Without Redis an instance is degraded but ready: everything except flash sales goes on. So this
 * check is always up and says in its data what operators want to know.
 */
@Readiness
@ApplicationScoped
class RedisReadiness implements AsyncHealthCheck {

  private static final Logger LOG = Logger.getLogger(RedisReadiness.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String AVAILABLE = "available";
  private static final String DEGRADED = "degraded: flash sales are paused, progress is not pushed";

  private final Redis redis;
  private final AtomicBoolean told = new AtomicBoolean();

  RedisReadiness(Redis redis) {
    this.redis = redis;
  }

  /** A wrong address or password would otherwise be noticed by the first flash sale. */
  void look(@Observes StartupEvent started) {
    state().subscribe().with(state -> {});
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return state()
        .map(state -> HealthCheckResponse.named("redis").up().withData("state", state).build());
  }

  private Uni<String> state() {
    return redis
        .send(Request.cmd(Command.PING))
        .map(pong -> AVAILABLE)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .invoke(() -> told.set(false))
        .onFailure()
        .invoke(this::tell)
        .onFailure()
        .recoverWithItem(DEGRADED);
  }

  /** Once, until it answers again. */
  private void tell(Throwable failure) {
    if (told.compareAndSet(false, true)) {
      LOG.warnf(
          "Redis does not answer (%s); start it, or look at %s and %s.",
          FailureText.of(failure),
          Settings.named("quarkus.redis.hosts"),
          Settings.named("quarkus.redis.password"));
    }
  }
}
