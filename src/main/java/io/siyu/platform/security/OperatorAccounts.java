package io.siyu.platform.security;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** Accounts of the brand's staff. */
@ApplicationScoped
public class OperatorAccounts {

  static final IdType ID = IdType.of("operator");
  private static final int MAX_NAME_LENGTH = 64;

  /** A brand has tens of operators, not thousands. */
  private static final int MAX_LISTED = 500;

  private final Database database;
  private final Sql sql;
  private final OperatorPasswords passwords;
  private final OperatorAttempts attempts;
  private final Sessions sessions;
  private final Audit audit;

  OperatorAccounts(
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
   * @throws RequestFailure UNAUTHENTICATED when the account was closed
   */
  public Uni<OperatorAccount> present(UUID operator) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT id, name, roles FROM operator_account WHERE id = $1 AND active",
                    OperatorAccounts::account,
                    operator))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.unauthenticated("The account was closed."));
  }

  /** Those that are open, by name; at most {@value #MAX_LISTED}. */
  Uni<List<OperatorAccount>> open() {
    return database.read(
        () ->
            sql.list(
                "SELECT id, name, roles FROM operator_account WHERE active ORDER BY name LIMIT $1",
                OperatorAccounts::account,
                (long) MAX_LISTED));
  }

  /**
   * Holds the account open until the caller's transaction ends: whoever closes it waits, and then
   * finds what this operator was given.
   *
   * @return whether there is such an operator, and still is
   */
  public Uni<Boolean> holdOpen(UUID operator) {
    return sql.first(
            "SELECT id FROM operator_account WHERE id = $1 AND active FOR SHARE",
            row -> row.uuid("id"),
            operator)
        .map(Objects::nonNull);
  }

  /**
   * @param creator an ADMIN
   * @throws Refusal NAME_TAKEN
   */
  public Uni<OperatorAccount> create(
      UUID creator, String name, String password, Collection<OperatorRole> roles) {
    String checkedPassword = OperatorPasswords.chosen(password, "input", "password");
    OperatorAccount account = new OperatorAccount(Ids.next(), name(name), distinct(roles));
    return passwords
        .hash(checkedPassword)
        .chain(
            hash ->
                database.transaction(
                    () ->
                        insert(account, hash)
                            .chain(
                                () ->
                                    audit.record(
                                        creator,
                                        "createOperator",
                                        ID.encode(account.id()),
                                        new JsonObject().put("roles", names(account.roles()))))))
        .replaceWith(account);
  }

  /**
   * Ends every other session of the operator's.
   *
   * @param session the one that goes on
   * @throws Refusal WRONG_PASSWORD
   * @throws RequestFailure LIMIT_EXCEEDED after too many attempts
   */
  public Uni<OperatorAccount> changePassword(
      UUID operator, UUID session, String current, String chosen, String address) {
    String givenCurrent = OperatorPasswords.given(current, "input", "currentPassword");
    String checked = OperatorPasswords.chosen(chosen, "input", "newPassword");
    if (checked.equals(givenCurrent)) {
      throw new InvalidInput(
          List.of("input", "newPassword"), "The new password must differ from the current one.");
    }
    return attempts
        .count(operator.toString(), address)
        .chain(() -> database.read(() -> passwordHash(operator)))
        .chain(
            hash ->
                passwords
                    .matches(givenCurrent, hash)
                    .chain(
                        matches ->
                            matches
                                ? passwords
                                    .hash(checked)
                                    .chain(next -> replace(operator, session, hash, next))
                                : wrongPassword()))
        .chain(() -> present(operator));
  }

  /** Guarded by the old hash: of two changes at once, one wins. */
  private Uni<Void> replace(UUID operator, UUID session, String oldHash, String newHash) {
    return database.transaction(
        () ->
            sql.update(
                    """
                    UPDATE operator_account SET password_hash = $3
                    WHERE id = $1 AND password_hash = $2 AND active""",
                    operator,
                    oldHash,
                    newHash)
                .chain(rows -> rows == 1 ? Uni.createFrom().voidItem() : wrongPassword())
                .chain(() -> sessions.revokeAll(operator, session, "PASSWORD_CHANGED"))
                .chain(
                    () ->
                        audit.record(
                            operator, "changePassword", ID.encode(operator), new JsonObject())));
  }

  private Uni<Void> insert(OperatorAccount account, String hash) {
    return sql.update(
            """
            INSERT INTO operator_account (id, name, password_hash, roles)
            VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING""",
            account.id(),
            account.name(),
            hash,
            account.roles())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw Refusal.of(
                    CreateOperatorErrorCode.NAME_TAKEN,
                    "Another operator has this name. Choose a different one.",
                    "input",
                    "name");
              }
            })
        .replaceWithVoid();
  }

  private Uni<String> passwordHash(UUID operator) {
    return sql.first(
        "SELECT password_hash FROM operator_account WHERE id = $1 AND active",
        row -> row.text("password_hash"),
        operator);
  }

  private static <T> Uni<T> wrongPassword() {
    return Uni.createFrom()
        .failure(
            () ->
                Refusal.of(
                    ChangePasswordErrorCode.WRONG_PASSWORD,
                    "The current password is wrong.",
                    "input",
                    "currentPassword"));
  }

  /** Names are compared without regard to case. */
  static String name(String given) {
    return Text.requiredLine(given, MAX_NAME_LENGTH, "input", "name").toLowerCase(Locale.ROOT);
  }

  static OperatorAccount account(SqlRow row) {
    List<OperatorRole> roles =
        Arrays.stream(row.raw().getArrayOfStrings("roles"))
            .map(OperatorRole::valueOf)
            .sorted()
            .toList();
    return new OperatorAccount(row.uuid("id"), row.text("name"), roles);
  }

  private static List<OperatorRole> distinct(Collection<OperatorRole> roles) {
    if (roles == null || roles.isEmpty() || roles.stream().anyMatch(java.util.Objects::isNull)) {
      throw new InvalidInput(List.of("input", "roles"), "At least one role is required.");
    }
    return roles.stream().distinct().sorted().toList();
  }

  private static JsonArray names(List<OperatorRole> roles) {
    return new JsonArray(roles.stream().map(OperatorRole::name).toList());
  }
}
