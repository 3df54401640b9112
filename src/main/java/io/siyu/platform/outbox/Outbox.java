package io.siyu.platform.outbox;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.UUID;

/** Where a use case writes what has to happen after its commit. */
@ApplicationScoped
public class Outbox {

  private final Database database;
  private final Sql sql;
  private final Instance<OutboxWorker> worker;

  Outbox(Database database, Sql sql, Instance<OutboxWorker> worker) {
    this.database = database;
    this.sql = sql;
    this.worker = worker;
  }

  /**
   * Enqueues in the caller's transaction; a second call with the same handler and key changes
   * nothing.
   *
   * @param payload names the member whom it is for, if any, as {@code member}, so that {@link
   *     #forget} finds it
   * @return whether it was enqueued now
   */
  public Uni<Boolean> enqueue(String handler, String uniqueKey, JsonObject payload) {
    return enqueueAll(handler, List.of(new Entry(uniqueKey, payload))).map(rows -> rows == 1);
  }

  /**
   * As {@link #enqueue}, many by one statement.
   *
   * @return how many were enqueued now
   */
  public Uni<Integer> enqueueAll(String handler, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    database.afterCommit(() -> worker.get().wake());
    return sql.update(
        """
        INSERT INTO outbox_message (id, handler, unique_key, payload)
        SELECT id, $2, unique_key, payload::jsonb
        FROM unnest($1::uuid[], $3::text[], $4::text[]) AS entry (id, unique_key, payload)
        ON CONFLICT ON CONSTRAINT outbox_message_once DO NOTHING""",
        entries.stream().map(entry -> Ids.next()).toList(),
        handler,
        entries.stream().map(Entry::uniqueKey).toList(),
        entries.stream().map(entry -> entry.payload().encode()).toList());
  }

  /**
   * Empties the messages for a member who is no more, and drops those that wait, in the caller's
   * transaction. One that is being sent right now is waited for, or waits.
   */
  public Uni<Void> forget(UUID member) {
    return sql.update(
            """
            UPDATE outbox_message
            SET payload = jsonb_build_object('member', $1::text),
                state = CASE state WHEN 'SENT' THEN 'SENT' ELSE 'DROPPED' END,
                finished_at = coalesce(finished_at, now()),
                last_error = CASE state WHEN 'SENT' THEN NULL ELSE 'The member left.' END
            WHERE payload ->> 'member' = $1 AND state <> 'DROPPED'""",
            member.toString())
        .replaceWithVoid();
  }

  /** One message to a handler; see {@link #enqueue}. */
  public record Entry(String uniqueKey, JsonObject payload) {}
}
