package io.siyu.member.wecom;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.outbox.Outbox;
import io.siyu.wechat.WeComNotice;
import io.siyu.wechat.WeComReceiver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What WeCom told, from the moment it was told until it was seen to. The row and the message by
 * which the outbox comes back to it are one transaction, after which WeCom is answered: from then
 * on nothing is lost, and what is told again changes nothing.
 */
@ApplicationScoped
class WeComInbox implements WeComReceiver {

  private final Database database;
  private final Sql sql;
  private final Outbox outbox;
  private final Clock clock;

  WeComInbox(Database database, Sql sql, Outbox outbox, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Integer> take(List<WeComNotice> notices) {
    return database.transaction(
        () -> {
          Uni<Integer> fresh = Uni.createFrom().item(0);
          for (WeComNotice notice : notices) {
            fresh = fresh.chain(sum -> take(notice).map(taken -> sum + taken));
          }
          return fresh;
        });
  }

  private Uni<Integer> take(WeComNotice notice) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO wecom_notice
              (id, once, kind, external_user_id, message_id, chat_id, happened_at, received_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT ON CONSTRAINT wecom_notice_once DO NOTHING""",
            id,
            once(notice),
            notice.kind(),
            notice.person(),
            notice.id(),
            notice.chat(),
            notice.at(),
            clock.instant())
        .call(
            taken ->
                taken == 0
                    ? Uni.createFrom().voidItem()
                    : outbox.enqueue(
                        WeComNoticeHandler.NAME,
                        id.toString(),
                        new JsonObject().put("notice", id.toString())));
  }

  /**
   * @return null when it was seen to, or is gone
   */
  Uni<WeComNotice> waiting(UUID id) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT kind, external_user_id, message_id, chat_id, happened_at
                FROM wecom_notice WHERE id = $1 AND handled_at IS NULL""",
                WeComInbox::notice,
                id));
  }

  /**
   * Marks it in the caller's transaction and empties all that tells who it was.
   *
   * @return whether it was waiting
   */
  Uni<Boolean> finish(UUID id, NoticeOutcome outcome) {
    return sql.update(
            """
            UPDATE wecom_notice
            SET handled_at = $2, outcome = $3, external_user_id = NULL, message_id = NULL, chat_id = NULL
            WHERE id = $1 AND handled_at IS NULL""",
            id,
            clock.instant(),
            outcome)
        .map(rows -> rows == 1);
  }

  /**
   * One message of one person, or one thing that became of a group, however often and to whichever
   * instance it is told.
   */
  private static String once(WeComNotice notice) {
    try {
      byte[] whole =
          String.join(
                  "\n",
                  notice.kind().name(),
                  Objects.requireNonNullElse(notice.person(), ""),
                  notice.id())
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static WeComNotice notice(SqlRow row) {
    return new WeComNotice(
        row.enumeration(WeComNotice.Kind.class, "kind"),
        row.text("message_id"),
        row.text("external_user_id"),
        row.text("chat_id"),
        row.instant("happened_at"));
  }
}
