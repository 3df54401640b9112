package io.siyu.platform.migration;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.siyu.platform.database.DatabaseFailure;
import io.siyu.platform.migration.MigrationConfig.Mode;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Whether the database has what this version needs. Only a version that is missing holds an
 * instance back: during a rollout the old version goes on with the newer schema.
 */
@ApplicationScoped
public class Schema {

  private static final Logger LOG = Logger.getLogger(Schema.class);

  /** Nothing else that starts is needed for a migration, so nothing else may fail before it. */
  private static final int BEFORE_ALL = Integer.MIN_VALUE;

  /** Before whatever reads or writes rows at start. */
  private static final int BEFORE_ROWS = Interceptor.Priority.PLATFORM_BEFORE - 10;

  private static final int MIGRATED = 0;
  private static final int FAILED = 1;

  private final MigrationConfig config;
  private final Migrations migrations;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean ready;
  private volatile String lacking = "The database has not been asked yet.";

  Schema(MigrationConfig config, Migrations migrations) {
    this.config = config;
    this.migrations = migrations;
  }

  void migrateAndEnd(@Observes @Priority(BEFORE_ALL) StartupEvent start) {
    if (config.mode() == Mode.ONLY) {
      throw end();
    }
  }

  /**
   * Quarkus writes the line of the innermost exception to the standard error output and ends with
   * its code. Without another one around it, it would only stop to start.
   */
  private RuntimeException end() {
    try {
      return new IllegalStateException(
          new PreventFurtherStepsException(migrations.apply(), MIGRATED));
    } catch (RuntimeException e) {
      LOG.debug("The stack trace of the failed migration:", e);
      return new IllegalStateException(
          new PreventFurtherStepsException(
              "The database could not be migrated: " + reason(e), FAILED));
    }
  }

  /** What an operator can repair, with the setting to look at; otherwise what PostgreSQL says. */
  private static String reason(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> line = DatabaseFailure.line(cause, ConfigProvider.getConfig());
      if (line.isPresent()) {
        return line.get();
      }
    }
    return oneLine(failure.getMessage());
  }

  void prepare(@Observes @Priority(BEFORE_ROWS) StartupEvent start) {
    if (config.mode() == Mode.AT_START) {
      LOG.info(migrations.apply());
      ready = true;
    } else {
      look();
    }
  }

  /** Whether every migration of this version has been applied; once true, it stays so. */
  public boolean isReady() {
    return ready;
  }

  /** What keeps the instance from working; empty when it is ready. */
  Optional<String> lacking() {
    return ready ? Optional.empty() : Optional.of(lacking);
  }

  /**
   * Runs the work as soon as the schema is there: now, on the caller's thread, when it is there
   * already, otherwise on a worker thread, before the instance becomes ready. Work that fails then
   * is tried again; the instance is not ready before it succeeds.
   */
  public void whenReady(Runnable work) {
    if (ready) {
      work.run();
    } else {
      waiting.add(work);
    }
  }

  @Scheduled(every = "2s", identity = "schema-wait", delayed = "1s")
  void waitForSchema() {
    if (!ready) {
      look();
    }
  }

  private void look() {
    try {
      List<String> missing = migrations.missing();
      if (missing.isEmpty()) {
        runWaiting();
        ready = true;
        LOG.info("The database has every migration of this version.");
      } else {
        lack(
            missing.size()
                + " migrations of this version are missing, "
                + missing.get(0)
                + " first: run the application once with siyu.migration.mode=ONLY.");
      }
    } catch (ConfigurationException told) {
      lack(told.getMessage());
    } catch (RuntimeException e) {
      lack("The database cannot be asked for its migrations: " + reason(e));
    }
  }

  private void runWaiting() {
    for (Runnable work = waiting.peek(); work != null; work = waiting.peek()) {
      work.run();
      waiting.remove();
    }
  }

  private void lack(String reason) {
    if (!reason.equals(lacking)) {
      LOG.warn(reason);
      lacking = reason;
    }
  }

  private static String oneLine(String message) {
    return message == null
        ? "no reason was given"
        : message.replaceAll("-{3,}", "").strip().replaceAll("\\s+", " ");
  }
}
