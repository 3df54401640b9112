package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.platform.security.SubjectRoles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/**
 * A member may go on with a session for as long as the account is active. Being asked means that
 * the member is here.
 */
@ApplicationScoped
class MemberRoles implements SubjectRoles {

  private final Database database;
  private final Sql sql;
  private final MemberPresence presence;

  MemberRoles(Database database, Sql sql, MemberPresence presence) {
    this.database = database;
    this.sql = sql;
    this.presence = presence;
  }

  @Override
  public SubjectKind kind() {
    return SubjectKind.MEMBER;
  }

  @Override
  public Uni<Set<String>> rolesOf(UUID subject) {
    return database
        .transaction(
            () ->
                sql.first(
                        "SELECT id FROM member WHERE id = $1 AND status = 'ACTIVE'",
                        row -> Set.of(Roles.MEMBER),
                        subject)
                    .onItem()
                    .ifNotNull()
                    .call(() -> presence.tell(subject)))
        .onItem()
        .ifNull()
        .continueWith(Set.of());
  }
}
