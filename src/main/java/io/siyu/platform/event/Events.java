package io.siyu.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.siyu.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
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
    return publishAll(List.of(event));
  }

  /** However many, by one statement. */
  public Uni<Void> publishAll(Collection<? extends DomainEvent> events) {
    List<Outbox.Entry> entries = new ArrayList<>();
    for (DomainEvent event : events) {
      JsonObject stored = write(event);
      for (EventSubscriber<?> subscriber : subscribers) {
        if (concerns(subscriber, event)) {
          entries.add(entry(subscriber, event, stored));
        }
      }
    }
    return outbox.enqueueAll(EventDelivery.HANDLER, entries).replaceWithVoid();
  }

  private static <E extends DomainEvent> boolean concerns(
      EventSubscriber<E> subscriber, DomainEvent event) {
    Class<E> type = subscriber.eventType();
    return type == event.getClass() && subscriber.concerns(type.cast(event));
  }

  private static Outbox.Entry entry(
      EventSubscriber<?> subscriber, DomainEvent event, JsonObject stored) {
    return new Outbox.Entry(
        subscriber.name() + ":" + event.getClass().getSimpleName() + ":" + event.eventKey(),
        new JsonObject().put("subscriber", subscriber.name()).put("event", stored));
  }

  private JsonObject write(DomainEvent event) {
    try {
      return new JsonObject(json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The event cannot be stored as JSON.", e);
    }
  }
}
