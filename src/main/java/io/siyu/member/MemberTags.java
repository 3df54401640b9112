package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tags (标签) of members. Each keeps its source: a tag that two sources gave stays until both have
 * taken it back or it has expired in both. An expired one counts for nothing from that instant on.
 */
@ApplicationScoped
public class MemberTags {

  /** Most tags that one member can have at a time, over all sources. */
  public static final int MAX_TAGS = 100;

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;
  private final Clock clock;

  MemberTags(Database database, Sql sql, MemberDirectory members, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.members = members;
    this.clock = clock;
  }

  /**
   * Changes all members or none, in the caller's transaction where there is one. A tag that the
   * source gave before gets the new end and the new author.
   *
   * @throws RequestFailure NOT_FOUND when a member does not exist, or no more
   * @throws Refusal TOO_MANY_TAGS when a member would have more than {@link #MAX_TAGS}
   */
  public Uni<Void> change(TagChange change) {
    return database.transaction(
        () ->
            members
                .lockAll(change.members())
                .chain(() -> remove(change))
                .chain(() -> add(change))
                .chain(() -> refuseTooMany(change)));
  }

  private Uni<Integer> remove(TagChange change) {
    return change.remove().isEmpty()
        ? Uni.createFrom().item(0)
        : sql.update(
            "DELETE FROM member_tag WHERE member_id = ANY($1) AND code = ANY($2) AND source = $3",
            change.members(),
            change.remove(),
            change.source());
  }

  private Uni<Integer> add(TagChange change) {
    if (change.add().isEmpty()) {
      return Uni.createFrom().item(0);
    }
    List<String> codes = List.copyOf(change.add().keySet());
    OffsetDateTime[] ends =
        codes.stream()
            .map(change.add()::get)
            .map(end -> end == null ? null : OffsetDateTime.ofInstant(end, ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new);
    UUID[] ids =
        IntStream.range(0, change.members().size() * codes.size())
            .mapToObj(i -> Ids.next())
            .toArray(UUID[]::new);
    return sql.update(
        """
        INSERT INTO member_tag (id, member_id, code, source, source_id, set_at, expires_at)
        SELECT ($1::uuid[])[row_number() OVER ()], m.id, t.code, $2, $3, $4, t.expires_at
        FROM unnest($5::uuid[]) AS m (id)
        CROSS JOIN unnest($6::text[], $7::timestamptz[]) AS t (code, expires_at)
        ON CONFLICT ON CONSTRAINT member_tag_once DO UPDATE
        SET source_id = excluded.source_id, set_at = excluded.set_at,
            expires_at = excluded.expires_at""",
        ids,
        change.source(),
        change.by(),
        clock.instant(),
        change.members(),
        codes,
        ends);
  }

  private Uni<Void> refuseTooMany(TagChange change) {
    return change.add().isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.first(
                """
                SELECT member_id FROM member_tag
                WHERE member_id = ANY($1) AND (expires_at IS NULL OR expires_at > $2)
                GROUP BY member_id HAVING count(*) > $3 LIMIT 1""",
                row -> row.uuid("member_id"),
                change.members(),
                clock.instant(),
                (long) MAX_TAGS)
            .invoke(
                found -> {
                  if (found != null) {
                    throw Refusal.of(
                        TagMembersErrorCode.TOO_MANY_TAGS,
                        "A member can have at most " + MAX_TAGS + " tags. Remove some first.",
                        "input",
                        "add");
                  }
                })
            .replaceWithVoid();
  }

  /** Tags that count now, by member; in one statement. */
  Uni<Map<UUID, List<TagRow>>> of(Collection<UUID> of) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT member_id, code, source, source_id, set_at, expires_at FROM member_tag
                    WHERE member_id = ANY($1) AND (expires_at IS NULL OR expires_at > $2)
                    ORDER BY member_id, set_at DESC, code, source""",
                    MemberTags::tag,
                    Set.copyOf(of),
                    clock.instant()))
        .map(tags -> tags.stream().collect(Collectors.groupingBy(TagRow::member)));
  }

  /** Deletes what has expired; nobody has seen it since. */
  Uni<Integer> forgetExpired(int limit) {
    Instant now = clock.instant();
    return database.transaction(
        () ->
            sql.update(
                """
                DELETE FROM member_tag WHERE id IN (
                  SELECT id FROM member_tag WHERE expires_at <= $1
                  LIMIT $2 FOR UPDATE SKIP LOCKED)""",
                now,
                limit));
  }

  private static TagRow tag(SqlRow row) {
    return new TagRow(
        row.uuid("member_id"),
        row.text("code"),
        row.enumeration(TagSource.class, "source"),
        row.uuid("source_id"),
        row.instant("set_at"),
        row.instant("expires_at"));
  }
}
