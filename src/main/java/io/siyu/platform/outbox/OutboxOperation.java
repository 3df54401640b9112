package io.siyu.platform.outbox;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Page;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What operators see of the outbox and do with it. */
@ApplicationScoped
public class OutboxOperation {

  static final String DEAD_LIST = "deadMessages";
  private static final int MAX_RETRIES = 100;
  private static final UUID BEGINNING = new UUID(0, 0);

  private final Database database;
  private final Sql sql;
  private final OutboxWorker worker;
  private final Audit audit;

  OutboxOperation(Database database, Sql sql, OutboxWorker worker, Audit audit) {
    this.database = database;
    this.sql = sql;
    this.worker = worker;
    this.audit = audit;
  }

  /** Counted over what is indexed: waiting, dead, and sent within a day. */
  public Uni<OutboxStatus> status() {
    return database.read(
        () ->
            sql.list(
                    """
                    SELECT handler, count(*) FILTER (WHERE state = 'PENDING') AS pending,
                           count(*) FILTER (WHERE state = 'SENT') AS sent,
                           count(*) FILTER (WHERE state = 'DEAD') AS dead
                    FROM (SELECT handler, state FROM outbox_message WHERE state = 'PENDING'
                          UNION ALL
                          SELECT handler, state FROM outbox_message WHERE state = 'DEAD'
                          UNION ALL
                          SELECT handler, state FROM outbox_message
                          WHERE state = 'SENT' AND finished_at > now() - interval '1 day') m
                    GROUP BY handler ORDER BY handler""",
                    OutboxOperation::handler)
                .chain(handlers -> oldest(handlers)));
  }

  private Uni<OutboxStatus> oldest(List<OutboxHandlerStatus> handlers) {
    return sql.first(
        """
        SELECT min(created_at) AS oldest,
               extract(epoch FROM now() - min(created_at))::bigint AS age
        FROM outbox_message WHERE state = 'PENDING'""",
        row ->
            new OutboxStatus(
                handlers,
                row.instant("oldest"),
                row.isNull("oldest") ? null : clamped(row, "age")));
  }

  public Uni<Page<DeadMessage>> dead(Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, handler, attempts, last_error, created_at, finished_at
                    FROM outbox_message WHERE state = 'DEAD' AND id > $1 ORDER BY id LIMIT $2""",
                    OutboxOperation::message,
                    after == null ? BEGINNING : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * Gives dead messages all their attempts again. Those that are not dead stay as they are.
   *
   * @return the messages that wait again
   */
  public Uni<List<UUID>> retry(UUID operator, List<String> messageIds) {
    if (messageIds.isEmpty() || messageIds.size() > MAX_RETRIES) {
      throw new InvalidInput(
          List.of("input", "messageIds"), "Name between 1 and " + MAX_RETRIES + " messages.");
    }
    List<UUID> ids =
        messageIds.stream().map(id -> DeadMessage.ID.decode(id, "input", "messageIds")).toList();
    return database.transaction(
        () ->
            sql.list(
                    """
                    UPDATE outbox_message
                    SET state = 'PENDING', attempts = 0, next_attempt_at = now(),
                        finished_at = NULL, lease_token = NULL
                    WHERE id IN (SELECT id FROM outbox_message
                                 WHERE id = ANY($1) AND state = 'DEAD' ORDER BY id FOR UPDATE)
                    RETURNING id""",
                    row -> row.uuid("id"),
                    ids)
                .call(retried -> audit.record(operator, "retryOutbox", null, details(retried)))
                .invoke(() -> database.afterCommit(worker::wake)));
  }

  private static JsonObject details(List<UUID> retried) {
    return new JsonObject()
        .put("messageIds", new JsonArray(retried.stream().map(DeadMessage.ID::encode).toList()));
  }

  private static OutboxHandlerStatus handler(SqlRow row) {
    return new OutboxHandlerStatus(
        row.text("handler"), clamped(row, "pending"), clamped(row, "sent"), clamped(row, "dead"));
  }

  private static DeadMessage message(SqlRow row) {
    return new DeadMessage(
        DeadMessage.ID.encode(row.uuid("id")),
        row.text("handler"),
        row.integer("attempts"),
        row.text("last_error"),
        row.instant("created_at"),
        row.instant("finished_at"));
  }

  private static int clamped(SqlRow row, String column) {
    return (int) Math.min(row.number(column), Integer.MAX_VALUE);
  }
}
