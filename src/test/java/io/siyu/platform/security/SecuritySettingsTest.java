package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.GivenSettings;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and the first ADMIN: what cannot work is told at start, and never shown. */
class SecuritySettingsTest {

  private static final String SIGN = "smallrye.jwt.sign.key.location";
  private static final String VERIFY = "mp.jwt.verify.publickey.location";
  private static final String NAMED_SIGN =
      "smallrye.jwt.sign.key.location (SMALLRYE_JWT_SIGN_KEY_LOCATION) ";
  private static final String NAMED_VERIFY =
      "mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION) ";

  private static final KeyPair PAIR = pair("EC", "secp256r1");

  private final SecuritySettings check = new SecuritySettings();
  @TempDir Path keys;

  @Test
  void a_pair_is_accepted_as_path_as_address_and_in_the_settings_themselves() {
    String path = privateKey(PAIR.getPrivate());
    String inline = Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded());

    assertThat(given(path, publicKey(PAIR.getPublic())).problems(check)).isEmpty();
    assertThat(
            given(Path.of(path).toUri().toString(), "NONE")
                .with("mp.jwt.verify.publickey", inline)
                .problems(check))
        .isEmpty();
  }

  @Test
  void keys_from_elsewhere_are_left_to_who_reads_them() {
    assertThat(given("classpath:private.pem", "https://keys/jwks.json").problems(check)).isEmpty();
    assertThat(given(file("set.json", "{\"keys\": []}"), "https://keys").problems(check)).isEmpty();
  }

  @Test
  void missing_keys_are_named() {
    assertThat(GivenSettings.inProduction().with(SIGN, "NONE").problems(check))
        .containsExactly(
            NAMED_SIGN
                + "is missing; set it to the file of the private key of access tokens (PEM, P-256)",
            NAMED_VERIFY
                + "is missing; set it to the file of the public key of access tokens (PEM, P-256)");
  }

  @Test
  void files_that_cannot_be_read_are_told() {
    String good = publicKey(PAIR.getPublic());

    assertSign(keys.resolve("nowhere.pem").toString(), good, "leads to no file");
    assertSign(keys.toString(), good, "leads to no file");
    assertSign("file:not a path", good, "is no path");
    assertSign(file("empty.pem", ""), good, "holds no key in PEM form");
    assertSign(file("text.pem", "hunter2"), good, "holds no key in PEM form");
    assertSign(file("broken.pem", pem("PRIVATE KEY", "hunter2!")), good, "holds a damaged key");
    assertSign(file("bytes.pem", pem("PRIVATE KEY", "aHVudGVyMg==")), good, "holds a damaged key");
  }

  @Test
  void keys_of_another_kind_are_told_with_what_to_do() {
    String good = publicKey(PAIR.getPublic());
    KeyPair rsa = pair("RSA", null);

    assertSign(privateKey(rsa.getPrivate()), good, "is of the kind RSA");
    assertSign(privateKey(pair("EC", "secp384r1").getPrivate()), good, "is of another curve");
    assertSign(file("sec1.pem", pem("EC PRIVATE KEY", "AAAA")), good, "older form of OpenSSL");
    assertSign(file("locked.pem", pem("ENCRYPTED PRIVATE KEY", "AAAA")), good, "is encrypted");
    assertSign(file("old.pem", pem("RSA PRIVATE KEY", "AAAA")), good, "is an RSA key");
    assertSign(publicKey(PAIR.getPublic()), good, "is a public key; give the private one");
    assertSign(file("cert.pem", pem("CERTIFICATE", "AAAA")), good, "is no private key");
    assertVerify(publicKey(rsa.getPublic()), "is of the kind RSA");
    assertVerify(publicKey(pair("EC", "secp384r1").getPublic()), "is of another curve");
    assertVerify(privateKey(PAIR.getPrivate()), "is a private key; give the public one");
    assertVerify(file("cert.pem", pem("CERTIFICATE", "AAAA")), "is no public key");
  }

  @Test
  void keys_of_two_pairs_are_told() {
    String other = publicKey(pair("EC", "secp256r1").getPublic());

    assertThat(given(privateKey(PAIR.getPrivate()), other).problems(check))
        .containsExactly(
            NAMED_VERIFY
                + "is not the public key of "
                + NAMED_SIGN.strip()
                + "; give the two of one pair");
  }

  @Test
  void production_refuses_generated_keys_and_development_takes_them() {
    DevelopmentKeys generated = DevelopmentKeys.in(List.of(keys));

    assertThat(
            GivenSettings.inDevelopment()
                .with(SIGN, generated.privateKey().toString())
                .with(VERIFY, generated.publicKey().toString())
                .problems(check))
        .isEmpty();
    assertThat(
            given(generated.privateKey().toUri().toString(), generated.publicKey().toString())
                .problems(check))
        .hasSize(2)
        .allMatch(line -> line.contains(" leads to a key that was generated for development; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chief | | first-admin-password | is missing",
        "| hunter2hunter2 | first-admin-name | is missing",
        "chief | hunter2 | first-admin-password | A password has at least 10 characters",
        "chief | siyu-dev-admin | first-admin-password | is the one of development",
        "two\u0007words | hunter2hunter2 | first-admin-name | is not accepted",
      })
  void a_first_admin_who_could_not_be_made_is_told(
      String name, String password, String setting, String expected) {
    GivenSettings given = given(privateKey(PAIR.getPrivate()), publicKey(PAIR.getPublic()));
    if (name != null) {
      given.with("siyu.security.first-admin-name", name);
    }
    if (password != null) {
      given.with("siyu.security.first-admin-password", password);
    }

    assertThat(given.problems(check))
        .singleElement()
        .asString()
        .startsWith("siyu.security." + setting + " (SIYU_SECURITY_FIRST_ADMIN_")
        .contains(expected)
        .doesNotContain("hunter2", "siyu-dev-admin");
  }

  @Test
  void a_session_outlives_its_tokens() {
    assertThat(
            given(privateKey(PAIR.getPrivate()), publicKey(PAIR.getPublic()))
                .with("siyu.security.access-token-lifetime", "2h")
                .with("siyu.security.session-lifetime", "1h")
                .problems(check))
        .singleElement()
        .asString()
        .startsWith("siyu.security.session-lifetime (SIYU_SECURITY_SESSION_LIFETIME) is shorter");
  }

  private void assertSign(String sign, String verify, String expected) {
    assertThat(given(sign, verify).problems(check))
        .singleElement()
        .asString()
        .startsWith(NAMED_SIGN)
        .contains(expected)
        .doesNotContain("\n", "hunter2", "aHVudGVyMg");
  }

  private void assertVerify(String verify, String expected) {
    assertThat(given(privateKey(PAIR.getPrivate()), verify).problems(check))
        .singleElement()
        .asString()
        .startsWith(NAMED_VERIFY)
        .contains(expected);
  }

  private static GivenSettings given(String sign, String verify) {
    return GivenSettings.inProduction().with(SIGN, sign).with(VERIFY, verify);
  }

  private String privateKey(Key key) {
    return file("private-" + key.hashCode() + ".pem", pem("PRIVATE KEY", encoded(key)));
  }

  private String publicKey(Key key) {
    return file("public-" + key.hashCode() + ".pem", pem("PUBLIC KEY", encoded(key)));
  }

  private String file(String name, String text) {
    try {
      return Files.writeString(keys.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(Key key) {
    return Base64.getMimeEncoder().encodeToString(key.getEncoded());
  }

  private static String pem(String label, String body) {
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static KeyPair pair(String algorithm, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (curve != null) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
