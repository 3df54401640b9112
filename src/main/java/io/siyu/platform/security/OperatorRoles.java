package io.siyu.platform.security;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** What an operator may do at the next refresh. */
@ApplicationScoped
class OperatorRoles implements SubjectRoles {

  private final Database database;
  private final Sql sql;

  OperatorRoles(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  @Override
  public SubjectKind kind() {
    return SubjectKind.OPERATOR;
  }

  @Override
  public Uni<Set<String>> rolesOf(UUID subject) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT roles FROM operator_account WHERE id = $1 AND active",
                    row -> Set.of(row.raw().getArrayOfStrings("roles")),
                    subject))
        .onItem()
        .ifNull()
        .continueWith(Set.of());
  }
}
