package io.siyu.platform.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories whose files are settings. One that is not there would count as one with nothing
 * in it, and one file that cannot be read would hide all of them.
 */
public final class SecretFiles implements SettingsCheck {

  private static final String LOCATIONS = "smallrye.config.source.file.locations";

  @Override
  public boolean concernsMigration() {
    return true;
  }

  @Override
  public void check(Settings settings) {
    settings
        .text(LOCATIONS)
        .flatMap(SecretFiles::problem)
        .ifPresent(what -> settings.hidingProblem(LOCATIONS, what));
  }

  private static Optional<String> problem(String places) {
    return Stream.of(places.split(","))
        .map(String::strip)
        .flatMap(place -> problemOf(place).stream())
        .findFirst();
  }

  private static Optional<String> problemOf(String place) {
    try {
      Path directory = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
      if (!Files.isDirectory(directory)
          || !Files.isReadable(directory)
          || !Files.isExecutable(directory)) {
        return Optional.of(
            "names a directory that does not exist or cannot be read; mount it, or correct it");
      }
      try (Stream<Path> files = Files.list(directory)) {
        return files
            .filter(file -> Files.isRegularFile(file) && !Files.isReadable(file))
            .map(file -> file.getFileName().toString())
            .sorted()
            .findFirst()
            .map(
                file ->
                    "has a file that cannot be read, %s; let the user that runs Siyu read it"
                        .formatted(file));
      }
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException noDirectory) {
      return Optional.of("names no directory; write its path");
    }
  }
}
