package io.siyu.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What src/main/resources/application.properties says, for the profile prod where that differs. */
final class ApplicationSettings {

  private static final Properties PROPERTIES = new Properties();

  static {
    try (InputStream stream =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      PROPERTIES.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ApplicationSettings() {}

  static String text(String name, String otherwise) {
    return PROPERTIES.getProperty("%prod." + name, PROPERTIES.getProperty(name, otherwise));
  }

  static int number(String name) {
    return Integer.parseInt(text(name, null));
  }
}
