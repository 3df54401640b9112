package io.siyu.audience;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.member.RuleTags;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlFailures;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Staff write segments, on record; each change is looked at anew by the refresh. */
@ApplicationScoped
class SegmentSaving {

  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_SEGMENTS = 200;
  private static final int MAX_TAG_LENGTH = 40;

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final SegmentQueries queries;
  private final SegmentRules rules;
  private final RuleTags tags;
  private final Audit audit;
  private final Clock clock;

  SegmentSaving(
      Database database,
      Sql sql,
      Idempotency idempotency,
      SegmentQueries queries,
      SegmentRules rules,
      RuleTags tags,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.queries = queries;
    this.rules = rules;
    this.tags = tags;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws InvalidInput with the path of the node of the rule that is at fault
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal with a code of {@link SaveSegmentErrorCode}
   */
  Uni<Segment> save(UUID operator, SaveSegmentInput input) {
    UUID id = input.id() == null ? null : SegmentView.ID.decode(input.id(), "input", "id");
    if ((id == null) != (input.version() == null)) {
      throw new InvalidInput(
          List.of("input", "version"), "A version is given when a segment is changed, only then.");
    }
    String name = Text.requiredLine(input.name(), MAX_NAME_LENGTH, "input", "name");
    RuleReading.read(input.rule(), "input", "rule");
    String tag = Text.optionalLine(input.tag(), MAX_TAG_LENGTH, "input", "tag");
    Draft draft =
        new Draft(name, rules.write(input.rule()), tag, Boolean.TRUE.equals(input.archived()));
    return idempotency
        .once(
            operator,
            "saveSegment",
            input.idempotencyKey(),
            Fingerprint.of(id, input.version(), draft),
            () ->
                requireRoom(id, input.version(), draft)
                    .chain(
                        () ->
                            id == null
                                ? add(operator, draft)
                                : change(operator, id, input.version(), draft)))
        .onFailure(failure -> SqlFailures.isUniqueViolation(failure, "segment_name"))
        .transform(
            failure ->
                Refusal.of(
                    SaveSegmentErrorCode.NAME_TAKEN,
                    "Another segment has this name.",
                    "input",
                    "name"))
        .onFailure(failure -> SqlFailures.isUniqueViolation(failure, "segment_tag_once"))
        .transform(
            failure ->
                Refusal.of(
                    SaveSegmentErrorCode.TAG_TAKEN,
                    "Another segment gives this tag.",
                    "input",
                    "tag"))
        .chain(queries::get);
  }

  /**
   * One that is new, or comes out of the archive, finds fewer than the most there may be. Those who
   * save take turns, so that two do not both take the last place.
   */
  private Uni<Void> requireRoom(UUID id, Integer version, Draft draft) {
    if (draft.archived()) {
      return Uni.createFrom().voidItem();
    }
    return sql.first(
            "SELECT pg_advisory_xact_lock(hashtextextended('siyu.segments', 0))", row -> true)
        .chain(
            () ->
                sql.first(
                    """
                    SELECT count(*) >= $3 AS full FROM segment WHERE NOT archived
                      AND ($1::uuid IS NULL OR EXISTS (
                        SELECT FROM segment back
                        WHERE back.id = $1 AND back.version = $2 AND back.archived))""",
                    row -> row.bool("full"),
                    id,
                    version,
                    (long) MAX_SEGMENTS))
        .invoke(
            full -> {
              if (full) {
                throw Refusal.of(
                    SaveSegmentErrorCode.TOO_MANY_SEGMENTS,
                    "There are " + MAX_SEGMENTS + " segments. Archive some first.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<UUID> add(UUID operator, Draft draft) {
    UUID id = Ids.next();
    Instant now = clock.instant();
    return sql.update(
            """
            INSERT INTO segment
              (id, name, rule, archived, created_at, updated_at, refresh_due_at, tag)
            VALUES ($1, $2, $3::text::jsonb, $4::boolean, $5::timestamptz, $5,
                    CASE WHEN NOT $4 THEN $5 END, $6)""",
            id,
            draft.name(),
            draft.rule(),
            draft.archived(),
            now,
            draft.tag())
        .chain(() -> record(operator, id, draft))
        .replaceWith(id);
  }

  /**
   * Compare and set: whoever changed another version than the latest has not seen what is there.
   */
  private Uni<UUID> change(UUID operator, UUID id, int version, Draft draft) {
    return takeBackOldTag(id, draft)
        .chain(() -> update(id, version, draft))
        .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuseOutdated(id))
        .chain(() -> draft.archived() ? forgetMembers(id) : Uni.createFrom().voidItem())
        .chain(() -> record(operator, id, draft))
        .replaceWith(id);
  }

  /** With the segment's lock, so that no refresh gives it meanwhile. */
  private Uni<Void> takeBackOldTag(UUID id, Draft draft) {
    return sql.first(
            "SELECT tag FROM segment WHERE id = $1 AND tag IS NOT NULL FOR UPDATE",
            row -> row.text("tag"),
            id)
        .chain(
            old ->
                old == null || (old.equals(draft.tag()) && !draft.archived())
                    ? Uni.createFrom().voidItem()
                    : tags.clear(id, old));
  }

  private Uni<Integer> update(UUID id, int version, Draft draft) {
    return sql.update(
        """
            UPDATE segment
            SET name = $3, tag = $7, rule = $4::text::jsonb, archived = $5::boolean, version = version + 1,
                updated_at = $6::timestamptz, refresh_due_at = CASE WHEN NOT $5 THEN $6 END,
                refresh_position = NULL
            WHERE id = $1 AND version = $2""",
        id,
        version,
        draft.name(),
        draft.rule(),
        draft.archived(),
        clock.instant(),
        draft.tag());
  }

  private Uni<Void> forgetMembers(UUID id) {
    return sql.update("DELETE FROM segment_member WHERE segment_id = $1", id)
        .chain(() -> sql.update("UPDATE segment SET member_count = 0 WHERE id = $1", id))
        .replaceWithVoid();
  }

  private Uni<Void> refuseOutdated(UUID id) {
    return queries
        .get(id)
        .invoke(
            now -> {
              throw Refusal.of(
                      SaveSegmentErrorCode.CHANGED_MEANWHILE,
                      "Somebody changed the segment. Look at it again.",
                      "input",
                      "version")
                  .with("version", now.version());
            })
        .replaceWithVoid();
  }

  /** Looks for the members as soon as a replica finds the time. */
  Uni<Segment> requestRefresh(UUID operator, UUID id) {
    return database.transaction(
        () ->
            sql.update(
                    """
                    UPDATE segment
                    SET refresh_due_at = least(refresh_due_at, $2), refresh_position = NULL
                    WHERE id = $1 AND NOT archived""",
                    id,
                    clock.instant())
                .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : refuseArchived(id))
                .chain(
                    () ->
                        audit.record(
                            operator,
                            "refreshSegment",
                            SegmentView.ID.encode(id),
                            new JsonObject()))
                .chain(() -> queries.get(id)));
  }

  private Uni<Void> refuseArchived(UUID id) {
    return queries
        .get(id)
        .invoke(
            found -> {
              throw Refusal.of(
                  RefreshSegmentErrorCode.ARCHIVED,
                  "An archived segment has no members.",
                  "input",
                  "segmentId");
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(UUID operator, UUID id, Draft draft) {
    return audit.record(
        operator,
        "saveSegment",
        SegmentView.ID.encode(id),
        new JsonObject()
            .put("name", draft.name())
            .put("rule", new JsonObject(draft.rule()))
            .put("tag", draft.tag())
            .put("archived", draft.archived()));
  }

  private record Draft(String name, String rule, String tag, boolean archived) {}
}
