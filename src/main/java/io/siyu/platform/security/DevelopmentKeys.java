package io.siyu.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * A key pair for signing tokens (ES256: RFC 7518, section 3.4), generated once on a developer's
 * machine and shared by all instances there. Never used in production.
 *
 * @param privateKey PEM file, PKCS #8
 * @param publicKey PEM file, X.509 SubjectPublicKeyInfo
 */
record DevelopmentKeys(Path privateKey, Path publicKey) {

  private static final String DIRECTORY = "dev-keys";
  private static final String PRIVATE_KEY = "private.pem";
  private static final String PUBLIC_KEY = "public.pem";
  private static final int PEM_LINE = 64;

  /** The user's own pair, or one in the directory for temporary files when there is no home. */
  static DevelopmentKeys ofThisMachine() {
    Path home = Path.of(System.getProperty("user.home"), ".siyu");
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "siyu-" + user);
    return in(List.of(home, temporary));
  }

  /**
   * @param parents candidates; the first one that can be written to is taken
   */
  static DevelopmentKeys in(List<Path> parents) {
    IOException last = null;
    for (Path parent : parents) {
      try {
        return in(parent);
      } catch (IOException notWritable) {
        last = notWritable;
      }
    }
    throw new UncheckedIOException("No place for the development keys.", last);
  }

  /** Whether a file lies where such pairs are put, wherever that directory was copied to. */
  static boolean isPlaceOf(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent != null && parent.endsWith(DIRECTORY);
  }

  /**
   * Both files appear at once, by renaming their directory: of two instances that start together
   * one wins, and the other takes the winner's pair.
   */
  private static DevelopmentKeys in(Path parent) throws IOException {
    Path directory = parent.resolve(DIRECTORY);
    DevelopmentKeys keys =
        new DevelopmentKeys(directory.resolve(PRIVATE_KEY), directory.resolve(PUBLIC_KEY));
    if (keys.exist()) {
      return keys;
    }
    Files.createDirectories(parent);
    Path draft = Files.createTempDirectory(parent, DIRECTORY);
    try {
      write(draft, generate());
      Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(draft);
      if (!keys.exist()) {
        throw e;
      }
    }
    return keys;
  }

  private boolean exist() {
    return Files.isReadable(privateKey) && Files.isReadable(publicKey);
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has the curve P-256.", e);
    }
  }

  private static void write(Path directory, KeyPair pair) throws IOException {
    write(directory.resolve(PRIVATE_KEY), "PRIVATE KEY", pair.getPrivate().getEncoded());
    write(directory.resolve(PUBLIC_KEY), "PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static void write(Path file, String label, byte[] encoded) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(encoded);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }

  private static void delete(Path draft) throws IOException {
    Files.deleteIfExists(draft.resolve(PRIVATE_KEY));
    Files.deleteIfExists(draft.resolve(PUBLIC_KEY));
    Files.deleteIfExists(draft);
  }
}
