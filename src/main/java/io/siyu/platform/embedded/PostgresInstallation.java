package io.siyu.platform.embedded;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked once per user and version into the directory for temporary
 * files.
 */
final class PostgresInstallation {

  private static final String COMPLETE = "complete";

  private PostgresInstallation() {}

  /** Unpacks the programs unless they are there already. */
  static Path directory() {
    try {
      return unpackedOnce();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot unpack the embedded PostgreSQL", failure);
    }
  }

  private static Path unpackedOnce() throws IOException {
    byte[] archive = archive();
    Path cache = cache();
    Path installation = cache.resolve("postgres-" + digest(archive));
    // The lock is for other JVMs that start at the same time.
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!isComplete(installation)) {
        delete(installation);
        unpack(archive, installation);
        Files.writeString(installation.resolve(COMPLETE), Long.toString(count(installation)));
      }
    }
    return installation;
  }

  /** Not by the library's resolver, which leaves a temporary file behind when it is killed. */
  private static byte[] archive() throws IOException {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    boolean alpine = Files.exists(Path.of("/etc/alpine-release"));
    String name =
        "/postgres-%s-%s%s.txz"
            .formatted(
                mac ? "darwin" : "linux",
                ArchUtils.normalize(System.getProperty("os.arch")),
                alpine ? "-alpine_linux" : "");
    try (InputStream stream = ArchUtils.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("There is no embedded PostgreSQL for this system: no " + name);
      }
      return stream.readAllBytes();
    }
  }

  /**
   * Programs are run from here, so it must be ours, as a directory under a known name may not be.
   */
  private static Path cache() throws IOException {
    Path cache =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "siyu-embedded-" + System.getProperty("user.name"));
    Files.createDirectories(cache);
    Path probe = Files.createTempFile("siyu-owner-", "");
    try {
      if (Files.isSymbolicLink(cache) || !Files.getOwner(cache).equals(Files.getOwner(probe))) {
        throw new IOException(cache + " belongs to another user; remove it or set java.io.tmpdir");
      }
    } finally {
      Files.delete(probe);
    }
    permit(cache, "rwxr-xr-x");
    return cache;
  }

  /** Cleaners of temporary files take single old files away, hence the count. */
  private static boolean isComplete(Path installation) throws IOException {
    Path marker = installation.resolve(COMPLETE);
    return Files.exists(marker)
        && Files.readString(marker).equals(Long.toString(count(installation) - 1));
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.count();
    }
  }

  /** Readable for everyone whatever the umask: started by root, the server is somebody else. */
  private static void unpack(byte[] archive, Path installation) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = installation.resolve(entry.getName()).normalize();
        if (!target.startsWith(installation)) {
          throw new IOException("The archive reaches outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          boolean executable = (entry.getMode() & 0100) != 0;
          permit(target, executable ? "rwxr-xr-x" : "rw-r--r--");
        }
      }
    }
    try (Stream<Path> directories = Files.walk(installation).filter(Files::isDirectory)) {
      for (Path directory : directories.toList()) {
        permit(directory, "rwxr-xr-x");
      }
    }
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static String digest(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
