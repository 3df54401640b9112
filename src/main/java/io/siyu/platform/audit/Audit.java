package io.siyu.platform.audit;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/** Who of the staff did what: one entry per operator mutation, in its transaction. */
@ApplicationScoped
public class Audit {

  private static final String EMPTY_BY_SUBJECT =
      """
      UPDATE audit_entry SET details = '{"erased": true}'
      WHERE subject = ANY($1) AND details <> '{"erased": true}'""";

  private static final String EMPTY_BY_MENTION =
      """
      UPDATE audit_entry SET details =
        CASE jsonb_typeof(details -> 'members') WHEN 'array' THEN
          CASE (details -> 'members') - $1::text[] WHEN '[]' THEN '{"erased": true}'
          ELSE jsonb_set(details - ARRAY['reason', 'note', 'text'], '{members}',
                         (details -> 'members') - $1::text[]) END
        ELSE '{"erased": true}' END
      WHERE id IN (
        SELECT e.id FROM unnest($1::text[]) AS wanted (id)
        JOIN audit_entry e
          ON e.details @? format('$.** ? (@ == %s)', to_json(wanted.id))::jsonpath)""";

  private final Sql sql;

  Audit(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param action the mutation's name
   * @param subject the tagged id of what it was done to, or null
   * @param details what matters of the input; never a password, a token or personal data
   */
  public Uni<Void> record(UUID operator, String action, String subject, JsonObject details) {
    return sql.update(
            """
            INSERT INTO audit_entry (id, operator_id, action, subject, details)
            VALUES ($1, $2, $3, $4, $5)""",
            Ids.next(),
            operator,
            action,
            subject,
            details)
        .replaceWithVoid();
  }

  /**
   * Forgets what was noted about somebody, in the caller's transaction. That something was done
   * stays, and by whom; why, and how, goes. Of an entry about several members only this one and the
   * free words that staff wrote go; tag codes are the brand's vocabulary and stay.
   *
   * @param ids tagged, of the member and of what is theirs
   */
  public Uni<Void> forget(Collection<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.update(EMPTY_BY_SUBJECT, ids)
            .chain(() -> sql.update(EMPTY_BY_MENTION, ids))
            .replaceWithVoid();
  }
}
