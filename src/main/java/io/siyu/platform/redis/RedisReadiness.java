package io.siyu.platform.redis;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Without Redis an instance is degraded but ready: everything except flash sales goes on. So this
 * check is always up and says in its data what operators want to know.
 */
@Readiness
@ApplicationScoped
class RedisReadiness implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Redis redis;

  RedisReadiness(Redis redis) {
    this.redis = redis;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return redis
        .send(Request.cmd(Command.PING))
        .map(pong -> "available")
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .recoverWithItem("degraded: flash sales are paused, progress is not pushed")
        .map(state -> HealthCheckResponse.named("redis").up().withData("state", state).build());
  }
}
