package io.siyu.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.siyu.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Publishes domain events through the outbox: one message per subscriber, in the publisher's
 * transaction.
 */
@ApplicationScoped
public class Events {

  private final Outbox outbox;
  private final ObjectMapper json;
  private final List<EventSubscriber<?>> subscribers;

  Events(Outbox outbox, ObjectMapper json, @All List<EventSubscriber<?>> subscribers) {
    this.outbox = outbox;
    this.json = json;
    this.subscribers = subscribers;
  }

  public Uni<Void> publish(DomainEvent event) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (EventSubscriber<?> subscriber : subscribers) {
      if (subscriber.eventType() == event.getClass()) {
        all = all.chain(() -> enqueue(subscriber, event));
      }
    }
    return all;
  }

  private Uni<Void> enqueue(EventSubscriber<?> subscriber, DomainEvent event) {
    JsonObject payload =
        new JsonObject().put("subscriber", subscriber.name()).put("event", write(event));
    String key =
        subscriber.name() + ":" + event.getClass().getSimpleName() + ":" + event.eventKey();
    return outbox.enqueue(EventDelivery.HANDLER, key, payload).replaceWithVoid();
  }

  private JsonObject write(DomainEvent event) {
    try {
      return new JsonObject(json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The event cannot be stored as JSON.", e);
    }
  }
}
