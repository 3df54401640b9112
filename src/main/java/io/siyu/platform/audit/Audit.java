package io.siyu.platform.audit;

import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who of the staff did what: one entry per operator mutation, in its transaction. */
@ApplicationScoped
public class Audit {

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
}
