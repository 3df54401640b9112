package io.siyu.platform.security;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Closes the accounts of colleagues who leave. All of it joins the caller's transaction. */
@ApplicationScoped
public class OperatorDeparture {

  private final Sql sql;
  private final Sessions sessions;

  OperatorDeparture(Sql sql, Sessions sessions) {
    this.sql = sql;
    this.sessions = sessions;
  }

  /**
   * Locks both accounts, and those of everybody who can administer, in the order of their ids: who
   * hands something to one of them has done so before, or waits and finds the account closed.
   */
  public Uni<Prospect> prospect(UUID leaving, UUID successor) {
    return sql.list(
            """
            SELECT id, active, 'ADMIN' = ANY(roles) AS admin FROM operator_account
            WHERE id = ANY($1) OR (active AND 'ADMIN' = ANY(roles)) ORDER BY id FOR UPDATE""",
            row -> new Locked(row.uuid("id"), row.bool("active"), row.bool("admin")),
            List.of(leaving, successor))
        .map(
            locked ->
                new Prospect(
                    isKnown(locked, leaving),
                    isOpen(locked, leaving),
                    isOpen(locked, successor),
                    locked.stream()
                        .anyMatch(it -> it.active() && it.admin() && !it.id().equals(leaving))));
  }

  /** Nobody logs in by it any more, and its sessions end. */
  public Uni<Void> close(UUID leaving) {
    return sql.update("UPDATE operator_account SET active = false WHERE id = $1", leaving)
        .chain(() -> sessions.revokeAll(leaving, null, "LEFT"));
  }

  private static boolean isKnown(List<Locked> locked, UUID operator) {
    return locked.stream().anyMatch(it -> it.id().equals(operator));
  }

  private static boolean isOpen(List<Locked> locked, UUID operator) {
    return locked.stream().anyMatch(it -> it.active() && it.id().equals(operator));
  }

  /**
   * What there would be after the departure.
   *
   * @param known whether there is, or was, such a colleague
   * @param open whether the colleague has not left before
   * @param succeeded whether the successor is there
   * @param administered whether somebody can administer still
   */
  public record Prospect(boolean known, boolean open, boolean succeeded, boolean administered) {}

  private record Locked(UUID id, boolean active, boolean admin) {}
}
