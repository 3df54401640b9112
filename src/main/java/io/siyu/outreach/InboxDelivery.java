package io.siyu.outreach;

import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.outbox.Outbox;
import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Puts messages out of the outbox into the member's inbox, in the transaction that marks them as
 * sent.
 */
@ApplicationScoped
class InboxDelivery implements OutboxHandler {

  static final String CHAIN = "chain";
  static final String TEAM = "team";

  private final MemberDirectory members;
  private final Outbox outbox;
  private final Sql sql;
  private final Clock clock;

  InboxDelivery(MemberDirectory members, Outbox outbox, Sql sql, Clock clock) {
    this.members = members;
    this.outbox = outbox;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String name() {
    return Inbox.HANDLER;
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public Uni<Void> handle(OutboxMessage message) {
    UUID member = UUID.fromString(message.payload().getString("member"));
    return members
        .keepFromLeaving(member)
        .chain(there -> there ? insert(message, member) : outbox.forget(member));
  }

  private Uni<Void> insert(OutboxMessage message, UUID member) {
    JsonObject payload = message.payload();
    return sql.update(
            """
            INSERT INTO notification
              (id, member_id, kind, title, body, unique_key, created_at, chain_id, team_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT ON CONSTRAINT notification_once DO NOTHING""",
            Ids.next(),
            member,
            payload.getString("kind"),
            payload.getString("title"),
            payload.getString("body"),
            message.uniqueKey(),
            clock.instant(),
            id(payload, CHAIN),
            id(payload, TEAM))
        .replaceWithVoid();
  }

  private static UUID id(JsonObject payload, String name) {
    String id = payload.getString(name);
    return id == null ? null : UUID.fromString(id);
  }
}
