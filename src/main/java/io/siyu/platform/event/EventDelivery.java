package io.siyu.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hands stored events to their subscribers. */
@ApplicationScoped
class EventDelivery implements OutboxHandler {

  static final String HANDLER = "event";

  private final ObjectMapper json;
  private final Map<String, EventSubscriber<?>> subscribers;

  EventDelivery(ObjectMapper json, @All List<EventSubscriber<?>> subscribers) {
    this.json = json;
    this.subscribers =
        subscribers.stream().collect(Collectors.toMap(EventSubscriber::name, Function.identity()));
  }

  @Override
  public String name() {
    return HANDLER;
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public Uni<Void> handle(OutboxMessage message) {
    EventSubscriber<?> subscriber = subscribers.get(message.payload().getString("subscriber"));
    if (subscriber == null) {
      return Uni.createFrom()
          .failure(RequestFailure.unavailable("No subscriber of this name runs here."));
    }
    return deliver(subscriber, message.payload().getJsonObject("event").encode());
  }

  private <E extends DomainEvent> Uni<Void> deliver(EventSubscriber<E> subscriber, String event) {
    try {
      return subscriber.on(json.readValue(event, subscriber.eventType()));
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
  }
}
