package io.siyu.platform.event;

import io.smallrye.mutiny.Uni;

/** Receives one type of event: exactly once in effect, in any order, by any replica. */
public interface EventSubscriber<E extends DomainEvent> {

  /** {@code package.useCase}; never changes, as waiting rows carry it. */
  String name();

  Class<E> eventType();

  /** Whether it has anything to do with this one; what it has not is not even stored for it. */
  default boolean concerns(E event) {
    return true;
  }

  /**
   * Runs inside of a transaction that also marks the delivery; a failure is retried with backoff.
   */
  Uni<Void> on(E event);
}
