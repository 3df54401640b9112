package io.siyu.member;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Pairs of records of one person that both have books, for staff to look at. */
@ApplicationScoped
class MemberMergeFlags {

  static final String LIST = "memberMergeFlags";

  private static final int MAX_NOTE = 200;

  private static final String SELECT =
      "SELECT id, first_id, second_id, flagged_at, resolved_at, note FROM member_merge_flag ";

  private final Database database;
  private final Sql sql;
  private final Audit audit;
  private final Clock clock;

  MemberMergeFlags(Database database, Sql sql, Audit audit, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether the pair was flagged before, resolved or not; in the caller's transaction. */
  Uni<Boolean> exists(UUID one, UUID other) {
    return sql.first(
        """
        SELECT EXISTS (SELECT FROM member_merge_flag
          WHERE first_id = least($1::uuid, $2::uuid) AND second_id = greatest($1::uuid, $2::uuid))
          AS flagged""",
        row -> row.bool("flagged"),
        one,
        other);
  }

  /** In the caller's transaction; a second time changes nothing. */
  Uni<Void> raise(UUID one, UUID other) {
    return sql.update(
            """
            INSERT INTO member_merge_flag (id, first_id, second_id, flagged_at)
            VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4)
            ON CONFLICT ON CONSTRAINT member_merge_flag_once DO NOTHING""",
            Ids.next(),
            one,
            other,
            clock.instant())
        .replaceWithVoid();
  }

  /** Those that nobody resolved, oldest first. */
  Uni<Page<MemberMergeFlag>> open(Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    SELECT
                        + """
                        WHERE resolved_at IS NULL AND ($1::uuid IS NULL OR id > $1)
                        ORDER BY id LIMIT $2""",
                    MemberMergeFlag::of,
                    after == null ? null : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * Takes the pair off the list; both records stay. Repeating it changes nothing.
   *
   * @param note may be null
   * @throws RequestFailure NOT_FOUND when there is no such flag, or one of the members left
   */
  Uni<MemberMergeFlag> resolve(UUID operator, UUID flag, String note) {
    String checked = Text.optionalLine(note, MAX_NOTE, "input", "note");
    return database.transaction(
        () ->
            sql.update(
                    """
                    UPDATE member_merge_flag SET resolved_at = $2, resolved_by = $3, note = $4
                    WHERE id = $1 AND resolved_at IS NULL""",
                    flag,
                    clock.instant(),
                    operator,
                    checked)
                .chain(
                    rows ->
                        one(flag)
                            .call(
                                found ->
                                    rows == 0
                                        ? Uni.createFrom().voidItem()
                                        : audit.record(
                                            operator,
                                            "resolveMemberMergeFlag",
                                            MemberMergeFlag.ID.encode(flag),
                                            details(found, checked)))));
  }

  private Uni<MemberMergeFlag> one(UUID flag) {
    return sql.first(SELECT + "WHERE id = $1", MemberMergeFlag::of, flag)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Flag"));
  }

  private static JsonObject details(MemberMergeFlag flag, String note) {
    JsonArray members =
        new JsonArray()
            .add(Viewer.ID.encode(flag.firstId()))
            .add(Viewer.ID.encode(flag.secondId()));
    return new JsonObject().put("members", members).put("note", note);
  }
}
