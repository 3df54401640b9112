package io.siyu.start;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.siyu.platform.database.DatabaseFailure;
import io.siyu.platform.settings.Settings;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.api.FlywayException;

/**
 * What is told when the application could not start. What an operator can repair is one line each,
 * on the standard error output, since there may be no log yet. Everything else comes with its stack
 * trace.
 */
final class StartFailure {

  private static final String BEGINNING = "Siyu cannot start: ";
  private static final String HOST = "quarkus.http.host";
  private static final String PORT = "quarkus.http.port";
  private static final String MANAGEMENT_HOST = "quarkus.management.host";
  private static final String MANAGEMENT_PORT = "quarkus.management.port";
  private static final int FAILED = 1;

  /** How Quarkus begins to say so; the address follows. */
  private static final String NO_MANAGEMENT = "Unable to start the management interface on ";

  /** The only words of the configuration's messages that are no values. */
  private static final Pattern UNREADABLE =
      Pattern.compile("SRCFG\\d+: .*?config property (?<name>[\\w.\\-\"\\[\\]]+) ");

  private static final Pattern UNKNOWN =
      Pattern.compile("SRCFG00050: (?<name>[\\w.\\-\"\\[\\]]+) ");

  private StartFailure() {}

  /** Ends the process with these lines. */
  static void end(List<String> problems) {
    problems.forEach(problem -> System.err.println(BEGINNING + problem));
    System.exit(FAILED);
  }

  /**
   * Ends the process, as Quarkus asks for it.
   *
   * @param failure null when the application ended in the ordinary way
   */
  static void end(int exitCode, Throwable failure) {
    if (failure != null) {
      if (ExceptionUtil.getRootCause(failure) instanceof PreventFurtherStepsException ended) {
        // Nothing failed, or what failed has been told already: the process has done its part.
        System.err.println(ended.getMessage());
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
        return;
      }
      List<String> lines = lines(failure, ConfigProvider::getConfig);
      lines.forEach(line -> System.err.println(BEGINNING + line));
      if (lines.isEmpty()) {
        System.err.println(BEGINNING + "this should not happen");
        failure.printStackTrace();
      }
    }
    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
  }

  /**
   * @return empty when nobody foresaw this
   */
  static List<String> lines(Throwable failure, Supplier<Config> config) {
    // A wrapper's message repeats that of its cause, so the kinds of all of them come first.
    return first(failure, cause -> known(cause, config))
        .or(() -> first(failure, StartFailure::quoting))
        .orElse(List.of());
  }

  private static Optional<List<String>> first(
      Throwable failure, Function<Throwable, List<String>> reading) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      List<String> lines = reading.apply(cause);
      if (!lines.isEmpty()) {
        return Optional.of(lines);
      }
    }
    return Optional.empty();
  }

  private static List<String> known(Throwable cause, Supplier<Config> config) {
    if (cause instanceof QuarkusBindException taken) {
      return List.of(taken(taken, config.get()));
    }
    if (cause.getMessage() != null && cause.getMessage().startsWith(NO_MANAGEMENT)) {
      return List.of(
          "the operations port cannot be opened on "
              + cause.getMessage().substring(NO_MANAGEMENT.length())
              + "; stop what has taken it, or look at "
              + Settings.named(MANAGEMENT_PORT)
              + " and "
              + Settings.named(MANAGEMENT_HOST));
    }
    if (cause instanceof BindException) {
      return List.of(
          "the address to listen on is taken or not of this machine; look at "
              + Settings.named(HOST)
              + " and "
              + Settings.named(PORT));
    }
    if (cause instanceof ConfigValidationException invalid) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < invalid.getProblemCount(); i++) {
        lines.add(unreadable(invalid.getProblem(i).getMessage()));
      }
      return lines;
    }
    if (cause instanceof ConfigurationException told && told.getMessage() != null) {
      return told.getMessage().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
    return cause instanceof SQLException || cause instanceof FlywayException
        ? DatabaseFailure.line(cause, config.get()).stream().toList()
        : List.of();
  }

  /** A value that was read late, by whoever needed it. */
  private static List<String> quoting(Throwable cause) {
    String message = cause.getMessage();
    return message != null && UNREADABLE.matcher(message).find()
        ? List.of(unreadable(message))
        : List.of();
  }

  private static String taken(QuarkusBindException taken, Config config) {
    boolean management =
        config.getOptionalValue(MANAGEMENT_PORT, Integer.class).orElse(0) == taken.getPort()
            && config.getOptionalValue(PORT, Integer.class).orElse(0) != taken.getPort();
    return "port "
        + taken.getPort()
        + " of "
        + taken.getHost()
        + " is taken by another process; stop that, or choose another port with "
        + Settings.named(management ? MANAGEMENT_PORT : PORT);
  }

  /** Without the value, which may be a secret or an address that contains one. */
  private static String unreadable(String message) {
    Matcher unreadable = UNREADABLE.matcher(message);
    if (unreadable.find()) {
      return Settings.named(unreadable.group("name"))
          + " is missing, or its value is none of its kind; see the documentation of that setting";
    }
    Matcher unknown = UNKNOWN.matcher(message);
    return unknown.find()
        ? Settings.named(unknown.group("name")) + " is no setting; is it misspelt?"
        : "a setting is wrong: " + message.lines().findFirst().orElse("").replaceAll("\".*", "…");
  }
}
