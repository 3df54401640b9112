package io.siyu.testing.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** A key pair in files, as an operator gives it to the shipped application. */
public final class SigningKeys {

  private SigningKeys() {}

  /**
   * @return the settings that name the two files
   */
  public static Map<String, String> in(Path directory) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Files.createDirectories(directory);
      return Map.of(
          "smallrye.jwt.sign.key.location",
          pem(directory.resolve("private.pem"), "PRIVATE KEY", pair.getPrivate()),
          "mp.jwt.verify.publickey.location",
          pem(directory.resolve("public.pem"), "PUBLIC KEY", pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(Path path, String kind, Key key) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Files.writeString(
        path, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    return path.toUri().toString();
  }
}
