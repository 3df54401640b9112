package io.siyu.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The overlays of the repository, built beside it, with secrets of no worth. */
final class Overlays {

  static final List<String> NAMES = List.of("dev", "production");

  private static final Path SOURCE = Path.of("k8s");

  /** What {@code docker/create-secrets} makes. */
  private static final List<String> SECRETS =
      List.of(
          "mp.jwt.verify.publickey",
          "quarkus.datasource.password",
          "quarkus.redis.password",
          "siyu.member.departure-key",
          "siyu.security.first-admin-password",
          "smallrye.jwt.sign.key");

  private Overlays() {}

  static Manifests manifests(String overlay) {
    return Manifests.of(build(overlay));
  }

  static List<Map<String, Object>> build(String overlay) {
    try {
      Path copy = Files.createTempDirectory("siyu-k8s");
      try {
        copyTo(copy);
        return Kustomization.build(copy.resolve("overlays").resolve(overlay));
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the secrets of whoever works here; long ones, so that their encoding has lines. */
  static void copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = SOURCE.relativize(file);
        if (!relative.startsWith(Path.of("overlays", "dev", "secrets"))) {
          Path copied = target.resolve(relative.toString());
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied);
        }
      }
    }
    Path secrets = Files.createDirectories(target.resolve("overlays/dev/secrets"));
    for (String secret : SECRETS) {
      Files.writeString(secrets.resolve(secret), ("not a secret: " + secret + "\n").repeat(5));
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
