package io.siyu.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents that clients send: {@code graphql/operations/<name>.graphql}. */
public final class Documents {

  private static final Path FOLDER = Path.of("graphql", "operations");

  private Documents() {}

  public static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name + ".graphql"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".graphql"))
          .map(name -> name.substring(0, name.length() - ".graphql".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
