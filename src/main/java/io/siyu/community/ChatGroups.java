package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** WeCom's chat groups, and which community each of them is. */
@ApplicationScoped
public class ChatGroups {

  static final String LIST = "chatGroups";

  private static final String SELECT =
      """
      SELECT g.chat_id, g.community_id, c.name AS community_name, g.first_seen_at, g.linked_at
      FROM chat_group g LEFT JOIN community c ON c.id = g.community_id
      """;

  /** Not the row: whoever links the group locks it, after the community. */
  private static final String SHARE =
      "SELECT pg_advisory_xact_lock_shared(hashtextextended('siyu.chat_group:' || $1, 0))";

  private static final String ALONE =
      "SELECT pg_advisory_xact_lock(hashtextextended('siyu.chat_group:' || $1, 0))";

  private final Database database;
  private final Sql sql;
  private final Audit audit;
  private final Clock clock;

  ChatGroups(Database database, Sql sql, Audit audit, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * In the caller's transaction; a group that was never heard of is remembered, for staff to say
   * what it is.
   *
   * @return null for a group that is no community
   */
  public Uni<UUID> communityOf(String chatId) {
    return sql.update(
            """
            INSERT INTO chat_group (chat_id, first_seen_at) VALUES ($1, $2)
            ON CONFLICT (chat_id) DO NOTHING""",
            chatId,
            clock.instant())
        .chain(
            () ->
                sql.first(
                    "SELECT community_id FROM chat_group WHERE chat_id = $1",
                    row -> row.uuid("community_id"),
                    chatId));
  }

  /**
   * Which community the group is, for whoever came into it or wrote there; as {@link #communityOf}.
   *
   * @return null for a group that is no community, or was none any more after that instant
   */
  Uni<UUID> communityOf(String chatId, Instant at) {
    return sql.first(SHARE, row -> true, chatId)
        .chain(() -> communityOf(chatId))
        .chain(
            () ->
                sql.first(
                    """
                    SELECT community_id FROM chat_group
                    WHERE chat_id = $1 AND (dissolved_at IS NULL OR dissolved_at < $2)""",
                    row -> row.uuid("community_id"),
                    chatId,
                    at));
  }

  /**
   * From the end of this transaction on nobody gets into the community by what happened in the
   * group until then: whoever is on the way in is waited for. The caller locks nothing else.
   *
   * @return which community it is; null for none
   */
  Uni<UUID> dissolve(String chatId, Instant at) {
    return sql.first(ALONE, row -> true, chatId)
        .chain(() -> communityOf(chatId))
        .call(
            () ->
                sql.update(
                    """
                    UPDATE chat_group SET dissolved_at = greatest(dissolved_at, $2)
                    WHERE chat_id = $1""",
                    chatId,
                    at));
  }

  /**
   * By the time at which WeCom first told of them.
   *
   * @param unlinkedOnly leaves out those that are a community
   */
  Uni<Page<ChatGroup>> list(boolean unlinkedOnly, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    SELECT
                        + """
                        WHERE (g.first_seen_at, g.chat_id) > ($1::timestamptz, $2::text)
                          AND (g.community_id IS NULL OR NOT $3::boolean)
                        ORDER BY g.first_seen_at, g.chat_id LIMIT $4""",
                    ChatGroups::group,
                    after == null ? Instant.EPOCH : after.instant(0),
                    after == null ? "" : after.key().get(1),
                    unlinkedOnly,
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * Says which community a group is, or that it is none; whatever was told before stays told.
   *
   * @param community null for none
   * @throws RequestFailure NOT_FOUND when there is no such community
   * @throws Refusal COMMUNITY_HAS_CHAT_GROUP of {@link LinkChatGroupErrorCode}
   */
  Uni<ChatGroup> link(UUID operator, String chatId, UUID community) {
    return database.transaction(
        () ->
            requireFree(chatId, community)
                .chain(() -> write(chatId, community))
                .chain(() -> record(operator, chatId, community))
                .chain(
                    () -> sql.first(SELECT + "WHERE g.chat_id = $1", ChatGroups::group, chatId)));
  }

  /** Under the lock of the community, so that of two groups at once the second one is refused. */
  private Uni<Void> requireFree(String chatId, UUID community) {
    if (community == null) {
      return Uni.createFrom().voidItem();
    }
    return sql.first(
            "SELECT id FROM community WHERE id = $1 FOR NO KEY UPDATE",
            row -> row.uuid("id"),
            community)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Community"))
        .chain(
            () ->
                sql.first(
                    "SELECT chat_id FROM chat_group WHERE community_id = $1 AND chat_id <> $2",
                    row -> row.text("chat_id"),
                    community,
                    chatId))
        .invoke(
            other -> {
              if (other != null) {
                throw Refusal.of(
                    LinkChatGroupErrorCode.COMMUNITY_HAS_CHAT_GROUP,
                    "The community is another chat group already; unlink that one first.",
                    "input",
                    "communityId");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Integer> write(String chatId, UUID community) {
    Instant now = clock.instant();
    return sql.update(
        """
        INSERT INTO chat_group AS g (chat_id, community_id, first_seen_at, linked_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (chat_id) DO UPDATE
        SET community_id = excluded.community_id, linked_at = excluded.linked_at
        WHERE g.community_id IS DISTINCT FROM excluded.community_id""",
        chatId,
        community,
        now,
        community == null ? null : now);
  }

  private Uni<Void> record(UUID operator, String chatId, UUID community) {
    return audit.record(
        operator,
        "linkChatGroup",
        community == null ? null : Community.ID.encode(community),
        new JsonObject().put("chatId", chatId));
  }

  private static ChatGroup group(SqlRow row) {
    UUID community = row.uuid("community_id");
    return new ChatGroup(
        row.text("chat_id"),
        community == null ? null : Community.ID.encode(community),
        row.text("community_name"),
        row.instant("first_seen_at"),
        row.instant("linked_at"));
  }
}
