package io.siyu.platform.event;

import io.smallrye.mutiny.Uni;

/** Receives one type of event: exactly once in effect, in any order, by any replica. */
public interface EventSubscriber<E extends DomainEvent> {

  /** {@code package.useCase}; never changes, as waiting rows carry it. */
  String name();

  Class<E> eventType();

  /**
   * Runs inside of a transaction that also marks the delivery; a failure is retried with backoff.
   */
  Uni<Void> on(E event);
}
