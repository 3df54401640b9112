package io.siyu.platform.security;

import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Ends sessions on their owner's wish. */
@ApplicationScoped
class Logout {

  private static final String CAUSE = "LOGOUT";

  private final Database database;
  private final Sessions sessions;
  private final Audit audit;

  Logout(Database database, Sessions sessions, Audit audit) {
    this.database = database;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * @param operator whether it is an operator's and therefore audited
   * @param everywhere every session of the subject, not just the given one
   */
  Uni<Void> end(UUID subject, UUID session, boolean operator, boolean everywhere) {
    return database.transaction(
        () ->
            (everywhere
                    ? sessions.revokeAll(subject, null, CAUSE)
                    : sessions.revoke(session, CAUSE))
                .chain(() -> operator ? record(subject, everywhere) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> record(UUID operator, boolean everywhere) {
    return audit.record(
        operator,
        "logout",
        OperatorAccounts.ID.encode(operator),
        new JsonObject().put("everywhere", everywhere));
  }
}
