package io.siyu.outreach;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** A member's inbox. */
@ApplicationScoped
class Notifications {

  /** Notifications that one call marks by their ids. */
  static final int MAX_IDS = 50;

  /** Nobody reads a larger number; it is counted no further. */
  static final int MAX_UNREAD = 999;

  private static final String LIST = "notifications";

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  Notifications(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /** Newest first. */
  Uni<Page<NotificationView>> page(UUID member, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, kind, title, body, created_at, read_at, chain_id, team_id
                    FROM notification
                    WHERE member_id = $1 AND ($2::uuid IS NULL OR id < $2)
                    ORDER BY id DESC LIMIT $3""",
                    NotificationView::of,
                    member,
                    cursor == null ? null : cursor.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(NotificationView notification) {
    return Cursor.of(LIST, NotificationView.ID.decode(notification.id(), "id"));
  }

  /**
   * @return at most {@value #MAX_UNREAD}
   */
  Uni<Integer> unread(UUID member) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT count(*)::int AS unread FROM (
                  SELECT 1 FROM notification
                  WHERE member_id = $1 AND read_at IS NULL LIMIT $2) AS counted""",
                row -> row.integer("unread"),
                member,
                MAX_UNREAD));
  }

  /**
   * Marks notifications as read; those that are read already keep their time.
   *
   * @param ids 1–{@value #MAX_IDS}
   * @throws RequestFailure NOT_FOUND when one is not the member's; then none is marked
   */
  Uni<Void> markRead(UUID member, Set<UUID> ids) {
    return database
        .transaction(() -> requireAll(member, ids).chain(() -> mark(member, ids)))
        .replaceWithVoid();
  }

  /** Marks the whole inbox as read. */
  Uni<Void> markAllRead(UUID member) {
    return database.transaction(() -> markAll(member)).replaceWithVoid();
  }

  private Uni<Void> requireAll(UUID member, Set<UUID> ids) {
    return sql.first(
            "SELECT count(*)::int AS found FROM notification WHERE member_id = $1 AND id = ANY($2)",
            row -> row.integer("found"),
            member,
            ids)
        .invoke(
            found -> {
              if (found != ids.size()) {
                throw RequestFailure.notFound("Notification");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Integer> mark(UUID member, Set<UUID> ids) {
    return sql.update(
        """
        UPDATE notification SET read_at = $3
        WHERE member_id = $1 AND id = ANY($2) AND read_at IS NULL""",
        member,
        ids,
        clock.instant());
  }

  private Uni<Integer> markAll(UUID member) {
    return sql.update(
        "UPDATE notification SET read_at = $2 WHERE member_id = $1 AND read_at IS NULL",
        member,
        clock.instant());
  }
}
