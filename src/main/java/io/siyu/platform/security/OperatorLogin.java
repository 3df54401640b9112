package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Operators log in with name and password. An unknown name, a wrong password and an account that
 * was closed are told alike, after the same time.
 */
@ApplicationScoped
public class OperatorLogin {

  private final Database database;
  private final Sql sql;
  private final OperatorPasswords passwords;
  private final OperatorAttempts attempts;
  private final Sessions sessions;
  private final Audit audit;

  OperatorLogin(
      Database database,
      Sql sql,
      OperatorPasswords passwords,
      OperatorAttempts attempts,
      Sessions sessions,
      Audit audit) {
    this.database = database;
    this.sql = sql;
    this.passwords = passwords;
    this.attempts = attempts;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * @param address where the attempt came from
   * @throws Refusal INVALID_CREDENTIALS
   * @throws RequestFailure LIMIT_EXCEEDED
   */
  public Uni<LoggedIn> login(String name, String password, String address) {
    String givenName = OperatorAccounts.name(name);
    String givenPassword = OperatorPasswords.given(password, "input", "password");
    return attempts
        .count(givenName, address)
        .chain(() -> database.read(() -> find(givenName)))
        .chain(
            found ->
                passwords
                    .matches(givenPassword, found == null ? null : found.passwordHash())
                    .chain(matches -> matches ? start(found) : refused()));
  }

  private Uni<Found> find(String name) {
    return sql.first(
        "SELECT id, name, roles, password_hash FROM operator_account WHERE name = $1 AND active",
        OperatorLogin::found,
        name);
  }

  /** The account may have changed since it was read: its row is held while the session begins. */
  private Uni<LoggedIn> start(Found found) {
    OperatorAccount account = found.account();
    return database.transaction(
        () ->
            sql.first(
                    """
                    SELECT id FROM operator_account
                    WHERE id = $1 AND password_hash = $2 AND active FOR SHARE""",
                    row -> row.uuid("id"),
                    account.id(),
                    found.passwordHash())
                .chain(
                    present ->
                        present == null
                            ? refused()
                            : sessions
                                .start(SubjectKind.OPERATOR, account.id(), account.roleNames())
                                .call(() -> recordLogin(account))
                                .map(tokens -> new LoggedIn(tokens, account))));
  }

  private Uni<Void> recordLogin(OperatorAccount account) {
    return audit.record(
        account.id(), "operatorLogin", OperatorAccounts.ID.encode(account.id()), new JsonObject());
  }

  private static <T> Uni<T> refused() {
    return Uni.createFrom()
        .failure(
            () ->
                Refusal.of(
                    OperatorLoginErrorCode.INVALID_CREDENTIALS,
                    "The name or the password is wrong."));
  }

  private static Found found(SqlRow row) {
    return new Found(OperatorAccounts.account(row), row.text("password_hash"));
  }

  /** Who logged in, and the tokens to go on with. */
  public record LoggedIn(SessionTokens tokens, OperatorAccount account) {}

  private record Found(OperatorAccount account, String passwordHash) {}
}
