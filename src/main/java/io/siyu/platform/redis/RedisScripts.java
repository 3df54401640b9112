package io.siyu.platform.redis;

import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs scripts by their hash, and by their source where the server has forgotten them. */
@ApplicationScoped
public class RedisScripts {

  private static final Logger LOG = Logger.getLogger(RedisScripts.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Redis redis;

  RedisScripts(Redis redis) {
    this.redis = redis;
  }

  /**
   * @return the script's answer; a Lua table becomes a multi response
   * @throws RequestFailure UNAVAILABLE when Redis does not answer within two seconds
   */
  public Uni<Response> run(RedisScript script, List<String> keys, List<String> arguments) {
    return redis
        .send(request(Command.EVALSHA, script.sha(), keys, arguments))
        .onFailure(failure -> String.valueOf(failure.getMessage()).startsWith("NOSCRIPT"))
        .recoverWithUni(() -> redis.send(request(Command.EVAL, script.source(), keys, arguments)))
        .ifNoItem()
        .after(TIMEOUT)
        .fail()
        .onFailure()
        .transform(RedisScripts::unavailable);
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static Throwable unavailable(Throwable failure) {
    LOG.warnf("Redis did not answer: %s", failure.toString());
    return RequestFailure.unavailable("This is paused for a moment. Please try again shortly.");
  }
}
