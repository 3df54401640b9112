package io.siyu.testing.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A build of the application in the target directory, and how its process is started. */
public enum Application {
  /** The jar of the {@code fault} profile: a clock that can be set, crash points to be armed. */
  FAULT("fault-app/quarkus-run.jar"),
  /** What is shipped, as a jar. */
  JAR("quarkus-app/quarkus-run.jar"),
  /** What is shipped, as a native executable. */
  NATIVE(System.getProperty("siyu.build.final-name", "siyu") + "-runner");

  /** Configuration of the harness itself: {@code true} wants the application as it is shipped. */
  static final String SHIPPED = "siyu.testing.shipped";

  private final String file;

  Application(String file) {
    this.file = file;
  }

  /** Natively there is but the shipped executable, so all scenarios run on it. */
  static Application of(Map<String, String> configuration) {
    if (Boolean.getBoolean("siyu.testing.native")) {
      return NATIVE;
    }
    return Boolean.parseBoolean(configuration.get(SHIPPED)) ? JAR : FAULT;
  }

  /** Whether business time can be set and crash points armed. */
  boolean obeysFaults() {
    return this == FAULT;
  }

  List<String> command(Map<String, String> settings) {
    return this == NATIVE
        ? command(settings, List.of("-Xmx128m"))
        : command(settings, List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
  }

  /**
   * @param settings passed as system properties
   * @param options of the virtual machine; the executable understands some of them, {@code -Xmx}
   *     among them
   */
  public List<String> command(Map<String, String> settings, List<String> options) {
    Path path = Path.of(System.getProperty("siyu.build.directory", "target"), file);
    if (!Files.exists(path)) {
      throw new IllegalStateException("Build the application first: " + path + " is missing.");
    }
    List<String> command = new ArrayList<>();
    command.add(
        this == NATIVE
            ? path.toString()
            : Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    if (this != NATIVE) {
      command.addAll(List.of("-jar", path.toString()));
    }
    return command;
  }
}
