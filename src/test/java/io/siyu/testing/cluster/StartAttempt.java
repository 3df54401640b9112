package io.siyu.testing.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of the application as it is shipped that is expected to give up.
 *
 * @param exitCode of the process, which ended by itself
 * @param lines all that it said, on either output
 */
public record StartAttempt(int exitCode, List<String> lines) {

  private static final long PATIENCE_SECONDS = 120;

  /**
   * @param directory the process's own, where {@code config/application.properties} may lie
   * @param properties given on the command line
   * @param environment all variables that the process gets
   * @throws AssertionError when the process goes on running
   */
  public static StartAttempt in(
      Path directory, Map<String, String> properties, Map<String, String> environment) {
    List<String> command = Application.of(Map.of(Application.SHIPPED, "true")).command(properties);
    try {
      Path output = Files.createTempFile(directory, "output", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return result(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StartAttempt result(Process process, Path output) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("It started: " + Files.readAllLines(output));
      }
      return new StartAttempt(process.exitValue(), Files.readAllLines(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
