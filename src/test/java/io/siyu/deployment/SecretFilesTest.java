package io.siyu.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker/create-secrets makes what the application takes. Runs only where OpenSSL is installed. */
class SecretFilesTest {

  @TempDir Path directory;

  @BeforeEach
  void needsOpenSsl() throws InterruptedException {
    try {
      assumeThat(new ProcessBuilder("openssl", "version").start().waitFor()).isZero();
    } catch (IOException notInstalled) {
      assumeThat(false).as("OpenSSL is installed").isTrue();
    }
  }

  @Test
  void the_keys_belong_together_and_the_passwords_differ() throws Exception {
    Path secrets = create();

    PrivateKey signing =
        KeyUtils.decodePrivateKey(read(secrets, "smallrye.jwt.sign.key"), SignatureAlgorithm.ES256);
    PublicKey verifying =
        KeyUtils.decodePublicKey(
            read(secrets, "mp.jwt.verify.publickey"), SignatureAlgorithm.ES256);
    byte[] signed = "a token".getBytes();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signing);
    signature.update(signed);
    byte[] proof = signature.sign();
    signature.initVerify(verifying);
    signature.update(signed);
    assertThat(signature.verify(proof)).isTrue();
    assertThat(
            Stream.of(
                    "quarkus.datasource.password",
                    "quarkus.redis.password",
                    "siyu.security.first-admin-password",
                    "siyu.member.departure-key")
                .map(name -> read(secrets, name)))
        .doesNotHaveDuplicates()
        .allMatch(password -> password.length() >= 40);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .as("nobody else comes in")
        .isEqualTo("rwx------");
  }

  @Test
  void what_is_there_is_kept() throws Exception {
    Path secrets = create();
    Map<String, String> before = contents(secrets);

    create();

    assertThat(contents(secrets)).hasSize(6).isEqualTo(before);
  }

  private Path create() throws Exception {
    Path secrets = directory.resolve("secrets");
    Process process =
        new ProcessBuilder("sh", "docker/create-secrets", secrets.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(printed).isZero();
    return secrets;
  }

  private static Map<String, String> contents(Path secrets) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(secrets)) {
      files.forEach(file -> contents.put(file.getFileName().toString(), text(file)));
    }
    return contents;
  }

  /** As the source of configuration reads it: without the ends of lines. */
  private static String read(Path secrets, String name) {
    return text(secrets.resolve(name)).replace("\n", "");
  }

  private static String text(Path file) {
    return Yaml.text(file);
  }
}
