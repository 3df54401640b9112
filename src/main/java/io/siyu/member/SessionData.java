package io.siyu.member;

import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.outbox.Outbox;
import io.siyu.platform.security.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the platform holds for a member: sessions, records of requests, messages on their way. */
@ApplicationScoped
class SessionData implements PersonalData {

  private final Sessions sessions;
  private final Idempotency idempotency;
  private final Outbox outbox;

  SessionData(Sessions sessions, Idempotency idempotency, Outbox outbox) {
    this.sessions = sessions;
    this.idempotency = idempotency;
    this.outbox = outbox;
  }

  @Override
  public String section() {
    return "sessions";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return sessions
        .begun(member, PersonalRows.AT_MOST)
        .map(
            times -> {
              JsonArray items = new JsonArray();
              times.forEach(time -> items.add(new JsonObject().put("beganAt", time)));
              return items;
            });
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sessions
        .forget(member)
        .chain(() -> idempotency.forget(member))
        .chain(() -> outbox.forget(member))
        .chain(
            () ->
                outbox.enqueue(
                    RequestCounts.HANDLER,
                    member.toString(),
                    new JsonObject().put(RequestCounts.LEAVER, member.toString())))
        .replaceWithVoid();
  }
}
