package io.siyu.platform.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.siyu.kernel.InvalidInput;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.migration.Schema;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Creates the first ADMIN as configured, once, when there is no operator at all. */
@ApplicationScoped
class FirstAdmin {

  private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
  private static final String NAME_SETTING = "siyu.security.first-admin-name";
  private static final String PASSWORD_SETTING = "siyu.security.first-admin-password";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Before the scheduler, which starts at PLATFORM_BEFORE, and before anybody makes operators. */
  private static final int START = Interceptor.Priority.PLATFORM_BEFORE - 2;

  private final SecurityConfig config;
  private final Database database;
  private final Schema schema;
  private final Sql sql;
  private final OperatorPasswords passwords;
  private final Audit audit;

  FirstAdmin(
      SecurityConfig config,
      Database database,
      Schema schema,
      Sql sql,
      OperatorPasswords passwords,
      Audit audit) {
    this.config = config;
    this.database = database;
    this.schema = schema;
    this.sql = sql;
    this.passwords = passwords;
    this.audit = audit;
  }

  void create(@Observes @Priority(START) StartupEvent start) {
    // A secret that is not configured is present, but empty.
    Optional<String> secret = config.firstAdminPassword().map(Secret::get);
    if (config.firstAdminName().isPresent() != secret.isPresent()) {
      throw new ConfigurationException(
          NAME_SETTING + " and " + PASSWORD_SETTING + " belong together: set both or neither.");
    }
    if (config.firstAdminName().isPresent()) {
      String name = checkedName(config.firstAdminName().get());
      String password = checkedPassword(secret.get());
      schema.whenReady(() -> createWhereThereIsNone(name, password));
    }
  }

  private void createWhereThereIsNone(String name, String password) {
    database
        .read(this::operatorsExist)
        .chain(exist -> exist ? Uni.createFrom().item(false) : insert(name, password))
        .await()
        .atMost(PATIENCE);
  }

  private Uni<Boolean> operatorsExist() {
    return sql.first(
        "SELECT EXISTS (SELECT 1 FROM operator_account) AS present", row -> row.bool("present"));
  }

  /** Instances that start at once agree by the unique name. */
  private Uni<Boolean> insert(String name, String password) {
    UUID id = Ids.next();
    return passwords
        .hash(password)
        .chain(
            hash ->
                database.transaction(
                    () ->
                        sql.update(
                                """
                                INSERT INTO operator_account (id, name, password_hash, roles)
                                SELECT $1, $2, $3, $4
                                WHERE NOT EXISTS (SELECT 1 FROM operator_account)
                                ON CONFLICT (name) DO NOTHING""",
                                id,
                                name,
                                hash,
                                List.of(OperatorRole.ADMIN))
                            .chain(rows -> rows == 0 ? Uni.createFrom().item(false) : told(id))));
  }

  private Uni<Boolean> told(UUID id) {
    LOG.info("The first ADMIN was created as configured; change the password after logging in.");
    return audit
        .record(id, "createFirstAdmin", OperatorAccounts.ID.encode(id), new JsonObject())
        .replaceWith(true);
  }

  private static String checkedName(String name) {
    try {
      return OperatorAccounts.name(name);
    } catch (InvalidInput e) {
      throw new ConfigurationException(NAME_SETTING + ": " + e.getMessage());
    }
  }

  private static String checkedPassword(String password) {
    try {
      return OperatorPasswords.chosen(password, "password");
    } catch (InvalidInput e) {
      throw new ConfigurationException(PASSWORD_SETTING + ": " + e.getMessage());
    }
  }
}
