package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tags of a source that gives each member one at a time, such as a class. For thousands of members
 * in two statements, and without the members' locks: nobody who earns or buys waits for it. So only
 * one writer of a source may be at work, which the source itself sees to.
 */
@ApplicationScoped
public class ExclusiveTags {

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  ExclusiveTags(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Each member has this tag of the source and no other. Who has it already keeps it as it is; who
   * has {@link MemberTags#MAX_TAGS} of other sources gets none.
   *
   * @param by what is behind it
   */
  public Uni<Void> set(TagSource source, UUID by, Map<UUID, String> codes) {
    if (codes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UUID> members = new ArrayList<>(codes.keySet());
    List<String> given = members.stream().map(codes::get).toList();
    return database.transaction(
        () ->
            sql.update(
                    """
                    DELETE FROM member_tag t
                    USING unnest($1::uuid[], $2::text[]) AS g (member_id, code)
                    WHERE t.member_id = g.member_id AND t.source = $3 AND t.code <> g.code""",
                    members,
                    given,
                    source)
                .chain(() -> insert(source, by, members, given)));
  }

  private Uni<Void> insert(TagSource source, UUID by, List<UUID> members, List<String> codes) {
    UUID[] ids = Stream.generate(Ids::next).limit(members.size()).toArray(UUID[]::new);
    return sql.update(
            """
            INSERT INTO member_tag (id, member_id, code, source, source_id, set_at)
            SELECT g.id, g.member_id, g.code, $4, $5, $6
            FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS g (id, member_id, code)
            JOIN member m ON m.id = g.member_id AND m.status <> 'DELETED'
            WHERE NOT EXISTS (
                SELECT FROM member_tag t
                WHERE t.member_id = g.member_id AND t.source = $4 AND t.code = g.code)
              AND (SELECT count(*) FROM member_tag t
                   WHERE t.member_id = g.member_id AND t.source <> $4) < $7
            ON CONFLICT ON CONSTRAINT member_tag_once DO NOTHING""",
            ids,
            members,
            codes,
            source,
            by,
            clock.instant(),
            (long) MemberTags.MAX_TAGS)
        .replaceWithVoid();
  }

  /** The members have no tag of the source any more. */
  public Uni<Void> clear(TagSource source, Collection<UUID> members) {
    return members.isEmpty()
        ? Uni.createFrom().voidItem()
        : database
            .transaction(
                () ->
                    sql.update(
                        "DELETE FROM member_tag WHERE member_id = ANY($1) AND source = $2",
                        members,
                        source))
            .replaceWithVoid();
  }
}
