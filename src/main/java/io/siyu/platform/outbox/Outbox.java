package io.siyu.platform.outbox;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

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
   * @return whether it was enqueued now
   */
  public Uni<Boolean> enqueue(String handler, String uniqueKey, JsonObject payload) {
    database.afterCommit(() -> worker.get().wake());
    return sql.update(
            """
            INSERT INTO outbox_message (id, handler, unique_key, payload)
            VALUES ($1, $2, $3, $4) ON CONFLICT ON CONSTRAINT outbox_message_once DO NOTHING""",
            Ids.next(),
            handler,
            uniqueKey,
            payload)
        .map(rows -> rows == 1);
  }
}
