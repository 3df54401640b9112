package io.siyu.start;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/**
 * The main class. It does nothing that Quarkus would not do by itself, but for its beginning and
 * its end: the settings are looked at before anything is opened or written, and a start that fails
 * says why in a line or a few, for people and for logs, instead of a stack trace.
 *
 * <p>Development keeps Quarkus' own ways, which show a failure and wait for the next change. There,
 * and in tests, {@link SettingsAtStart} looks at the settings.
 */
@QuarkusMain
public final class Siyu {

  private Siyu() {}

  /** Returns when the application has ended; the exit code is not 0 where it could not start. */
  public static void main(String... arguments) {
    try {
      // What the package fixed when it was built; the settings of the start build upon it.
      Class.forName(
          Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
      if (LaunchMode.current() != LaunchMode.NORMAL) {
        Quarkus.run(arguments);
        return;
      }
      List<String> problems = SettingsAtStart.problems(GivenSettings.read());
      if (!problems.isEmpty()) {
        StartFailure.end(problems);
      }
    } catch (ClassNotFoundException notBuilt) {
      // Started in an editor: Quarkus builds the application first, for development.
      Quarkus.run(arguments);
      return;
    } catch (RuntimeException | LinkageError e) {
      StartFailure.end(1, e);
    }
    Quarkus.run(null, StartFailure::end, arguments);
  }
}
