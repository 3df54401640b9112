package io.siyu.platform.redis;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.operators.multi.processors.SerializedProcessor;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells every replica that something changed. A message is a hint without content that matters: the
 * receiver reads the truth from PostgreSQL, and a lost hint costs freshness only: after each
 * connecting everybody gets one, for those that were missed. One Redis subscription per replica,
 * whatever the number of listeners.
 */
@ApplicationScoped
public class FanOut {

  private static final Logger LOG = Logger.getLogger(FanOut.class);
  private static final String PREFIX = "siyu:fanout:";
  private static final Duration RECONNECT_MIN = Duration.ofMillis(200);
  private static final Duration RECONNECT_MAX = Duration.ofSeconds(5);

  /** Heard by all, and of no meaning to anybody. */
  private static final String BEAT = "beat";

  /** After which a Redis that says nothing is as good as away. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Redis redis;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  FanOut(Redis redis) {
    this.redis = redis;
  }

  void start(@Observes StartupEvent started) {
    stayConnected();
  }

  /** Before connections are closed: nobody shall connect again then. */
  void stop(@Observes ShutdownDelayInitiatedEvent told) {
    stopping = true;
  }

  /** A subscription lives on one connection; when that ends, another one takes over. */
  private void stayConnected() {
    subscription()
        .onFailure()
        .invoke(failure -> LOG.debugf("The fan-out cannot reach Redis: %s", failure.getMessage()))
        .onFailure(failure -> !stopping)
        .retry()
        .withBackOff(RECONNECT_MIN, RECONNECT_MAX)
        .indefinitely()
        .subscribe()
        .with(ended -> reconnect(), failure -> LOG.debug("The fan-out has stopped."));
  }

  /**
   * A connection that brings nothing for a while is closed as dead ({@code
   * quarkus.redis.tcp.read-idle-timeout}); without this, the subscription's would be whenever
   * nothing changes, and one whose other end has vanished would be listened to for ever.
   */
  @Scheduled(every = "10s", identity = "fan-out-beat")
  void beat() {
    if (!stopping) {
      publish(BEAT, "");
    }
  }

  private void reconnect() {
    if (!stopping) {
      LOG.warn("The fan-out lost its connection to Redis and connects again.");
      stayConnected();
    }
  }

  /** Completes when the connection has ended. */
  private Uni<Void> subscription() {
    return redis
        .connect()
        .chain(
            connection ->
                Uni.createFrom()
                    .<Void>emitter(
                        emitter -> {
                          connection.handler(this::receive);
                          connection.exceptionHandler(failure -> emitter.complete(null));
                          connection.endHandler(() -> emitter.complete(null));
                          connection
                              .send(Request.cmd(Command.PSUBSCRIBE).arg(PREFIX + "*"))
                              .subscribe()
                              .with(subscribed -> {}, emitter::fail);
                        })
                    .eventually(() -> connection.close().onFailure().recoverWithNull()));
  }

  private void receive(Response push) {
    if (push == null || push.size() == 0) {
      return;
    }
    String kind = push.get(0).toString();
    if ("pmessage".equals(kind) && push.size() == 4) {
      deliver(push.get(2).toString().substring(PREFIX.length()), push.get(3).toString());
    } else if ("psubscribe".equals(kind)) {
      // Redis keeps nothing for those who are away, so whatever they watch may have changed.
      topics.keySet().forEach(topic -> deliver(topic, "connected"));
    }
  }

  /** Sends a hint to all replicas, this one included; while Redis is away, to this one only. */
  public void publish(String topic, String message) {
    redis
        .send(Request.cmd(Command.PUBLISH).arg(PREFIX + topic).arg(message))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .subscribe()
        .with(sent -> {}, failure -> deliver(topic, message));
  }

  /** A slow listener sees the latest hint only and never holds up the others. */
  public Multi<String> listen(String topic) {
    return Multi.createFrom()
        .deferred(() -> join(topic))
        .onTermination()
        .invoke(() -> leave(topic))
        .onOverflow()
        .dropPreviousItems();
  }

  private Multi<String> join(String topic) {
    return Multi.createFrom()
        .publisher(
            topics
                .compute(
                    topic, (key, existing) -> existing == null ? Topic.first() : existing.more())
                .hints());
  }

  private void leave(String topic) {
    topics.computeIfPresent(
        topic, (key, existing) -> existing.listeners() == 1 ? null : existing.less());
  }

  private void deliver(String name, String message) {
    Topic topic = topics.get(name);
    if (topic != null) {
      topic.hints().onNext(message);
    }
  }

  /** Told from the connection to Redis and, while there is none, from whoever publishes. */
  private record Topic(SerializedProcessor<String, String> hints, int listeners) {
    static Topic first() {
      return new Topic(BroadcastProcessor.<String>create().serialized(), 1);
    }

    Topic more() {
      return new Topic(hints, listeners + 1);
    }

    Topic less() {
      return new Topic(hints, listeners - 1);
    }
  }
}
