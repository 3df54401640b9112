package io.siyu.platform.redis;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells every replica that something changed. A message is a hint without content that matters: the
 * receiver reads the truth from PostgreSQL, and a lost hint costs freshness only. One Redis
 * subscription per replica, whatever the number of listeners.
 */
@ApplicationScoped
public class FanOut {

  private static final Logger LOG = Logger.getLogger(FanOut.class);
  private static final String PREFIX = "siyu:fanout:";
  private static final Duration RECONNECT_MAX = Duration.ofSeconds(10);

  private final ReactivePubSubCommands<String> pubSub;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();

  FanOut(ReactiveRedisDataSource redis) {
    this.pubSub = redis.pubsub(String.class);
  }

  void connect(@Observes StartupEvent started) {
    pubSub
        .subscribeAsMessagesToPatterns(PREFIX + "*")
        .onFailure()
        .invoke(failure -> LOG.warnf("The fan-out lost Redis: %s", failure.toString()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(500), RECONNECT_MAX)
        .indefinitely()
        .subscribe()
        .with(
            message ->
                deliver(message.getChannel().substring(PREFIX.length()), message.getPayload()));
  }

  /** Sends a hint to all replicas, this one included; while Redis is away, to this one only. */
  public void publish(String topic, String message) {
    pubSub
        .publish(PREFIX + topic, message)
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
    return topics
        .compute(topic, (key, existing) -> existing == null ? Topic.first() : existing.more())
        .hints();
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

  private record Topic(BroadcastProcessor<String> hints, int listeners) {
    static Topic first() {
      return new Topic(BroadcastProcessor.create(), 1);
    }

    Topic more() {
      return new Topic(hints, listeners + 1);
    }

    Topic less() {
      return new Topic(hints, listeners - 1);
    }
  }
}
