package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tags of source {@link TagSource#RULE}: a rule gives whoever it means one tag and takes it back
 * from whoever it means no more. For thousands of members in two statements, and without the
 * members' locks; two rules never give the same tag, which their owner sees to.
 */
@ApplicationScoped
public class RuleTags {

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  RuleTags(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Of the members looked at, those meant have the tag by this rule, and nobody else has one by it.
   * Who has it already keeps it as it is; who has {@link MemberTags#MAX_TAGS} gets none.
   *
   * @param meant among those looked at
   */
  public Uni<Void> set(UUID rule, String code, Collection<UUID> lookedAt, Collection<UUID> meant) {
    return lookedAt.isEmpty()
        ? Uni.createFrom().voidItem()
        : database.transaction(
            () ->
                sql.update(
                        """
                        DELETE FROM member_tag
                        WHERE member_id = ANY($1) AND source = 'RULE' AND source_id = $2
                          AND NOT (code = $3 AND member_id = ANY($4))""",
                        lookedAt,
                        rule,
                        code,
                        meant)
                    .chain(() -> give(rule, code, meant)));
  }

  /** Locks who gets it: one who is just leaving is looked at again when gone. */
  private Uni<Void> give(UUID rule, String code, Collection<UUID> members) {
    UUID[] ids = Stream.generate(Ids::next).limit(members.size()).toArray(UUID[]::new);
    return sql.update(
            """
            INSERT INTO member_tag (id, member_id, code, source, source_id, set_at)
            SELECT g.id, g.member_id, $3, 'RULE', $4, $5
            FROM unnest($1::uuid[], $2::uuid[]) AS g (id, member_id)
            JOIN member m ON m.id = g.member_id AND m.status <> 'DELETED'
            WHERE (SELECT count(*) FROM member_tag t WHERE t.member_id = g.member_id) < $6
              AND NOT EXISTS (
                SELECT FROM member_tag had
                WHERE had.member_id = m.id AND had.code = $3 AND had.source = 'RULE')
            ORDER BY m.id FOR KEY SHARE OF m
            ON CONFLICT ON CONSTRAINT member_tag_once DO NOTHING""",
            ids,
            members,
            code,
            rule,
            clock.instant(),
            (long) MemberTags.MAX_TAGS)
        .replaceWithVoid();
  }

  /** Nobody has the tag by this rule any more. */
  public Uni<Void> clear(UUID rule, String code) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    DELETE FROM member_tag
                    WHERE code = $2 AND source = 'RULE' AND source_id = $1""",
                    rule,
                    code))
        .replaceWithVoid();
  }
}
