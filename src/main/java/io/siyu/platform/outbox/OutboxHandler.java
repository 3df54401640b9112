package io.siyu.platform.outbox;

import io.smallrye.mutiny.Uni;

/** Carries out one kind of side effect. Called at least once per message, by any replica. */
public interface OutboxHandler {

  /** Name under which messages are enqueued; never changes, as rows in the field carry it. */
  String name();

  /**
   * Whether the handler only works in the database. Then its work and the mark of success share one
   * transaction, and the effect happens exactly once. Otherwise it is called outside of a
   * transaction and must be idempotent by the message's key.
   */
  boolean transactional();

  /**
   * A failure is retried with backoff until the attempts are used up; then operators find the
   * message as DEAD.
   */
  Uni<Void> handle(OutboxMessage message);
}
