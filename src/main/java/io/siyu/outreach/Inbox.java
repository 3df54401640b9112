package io.siyu.outreach;

import io.siyu.platform.database.Database;
import io.siyu.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where messages to members are handed in. */
@ApplicationScoped
public class Inbox {

  static final String HANDLER = "inbox";

  private final Database database;
  private final Outbox outbox;

  Inbox(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** Sends several, one after the other, in the caller's transaction. */
  public Uni<Void> sendAll(List<InboxMessage> messages) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (InboxMessage message : messages) {
      all = all.chain(() -> send(message));
    }
    return all;
  }

  /** Enqueues in the caller's transaction; the same key again changes nothing. */
  public Uni<Void> send(InboxMessage message) {
    JsonObject payload =
        new JsonObject()
            .put("member", message.member().toString())
            .put("kind", message.kind().name())
            .put("title", message.title())
            .put("body", message.body());
    return database.transaction(
        () -> outbox.enqueue(HANDLER, message.uniqueKey(), payload).replaceWithVoid());
  }
}
