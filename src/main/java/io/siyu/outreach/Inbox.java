package io.siyu.outreach;

import io.siyu.platform.database.Database;
import io.siyu.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

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

  /** As {@link #send}, several by one statement. */
  public Uni<Void> sendAll(List<InboxMessage> messages) {
    return database.transaction(
        () ->
            outbox
                .enqueueAll(HANDLER, messages.stream().map(Inbox::entry).toList())
                .replaceWithVoid());
  }

  /** Enqueues in the caller's transaction; the same key again changes nothing. */
  public Uni<Void> send(InboxMessage message) {
    return sendAll(List.of(message));
  }

  private static Outbox.Entry entry(InboxMessage message) {
    JsonObject payload =
        new JsonObject()
            .put("member", message.member().toString())
            .put("kind", message.kind().name())
            .put("title", message.title())
            .put("body", message.body());
    put(payload, InboxDelivery.CHAIN, message.chain());
    put(payload, InboxDelivery.TEAM, message.team());
    return new Outbox.Entry(message.uniqueKey(), payload);
  }

  private static void put(JsonObject payload, String name, UUID id) {
    if (id != null) {
      payload.put(name, id.toString());
    }
  }
}
