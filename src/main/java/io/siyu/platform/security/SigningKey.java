package io.siyu.platform.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The private key of access tokens, read once: reading it at every signature would block the event
 * loop. Where keys are missing or do not belong together, the application does not start.
 */
@ApplicationScoped
class SigningKey {

  private static final String SIGN_KEY = "smallrye.jwt.sign.key";
  private static final String SIGN_KEY_LOCATION =
      DevelopmentKeysConfigSourceFactory.SIGN_KEY_LOCATION;
  private static final String VERIFY_KEY = "mp.jwt.verify.publickey";
  private static final String VERIFY_KEY_LOCATION =
      DevelopmentKeysConfigSourceFactory.VERIFY_KEY_LOCATION;

  private final Config config;
  private final Instance<JWTParser> parser;
  private PrivateKey key;

  SigningKey(Config config, Instance<JWTParser> parser) {
    this.config = config;
    this.parser = parser;
  }

  PrivateKey get() {
    return key;
  }

  void read(@Observes @Priority(1) StartupEvent start) {
    if (value(VERIFY_KEY).or(() -> value(VERIFY_KEY_LOCATION)).isEmpty()) {
      throw new ConfigurationException(
          VERIFY_KEY_LOCATION + " is not set: it names the public key (PEM) of access tokens.");
    }
    key = privateKey();
    verifyPair();
  }

  private PrivateKey privateKey() {
    try {
      Optional<String> inline = value(SIGN_KEY);
      if (inline.isPresent()) {
        return KeyUtils.decodePrivateKey(inline.get(), SignatureAlgorithm.ES256);
      }
      String location =
          value(SIGN_KEY_LOCATION)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          SIGN_KEY_LOCATION
                              + " is not set: it names the private key (PEM) of access tokens."));
      Key read = KeyUtils.readSigningKey(location, null, SignatureAlgorithm.ES256);
      return (PrivateKey) Objects.requireNonNull(read, "No key in the file.");
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      if (e instanceof ConfigurationException told) {
        throw told;
      }
      // Without the cause: its text may quote the key.
      throw new ConfigurationException(
          SIGN_KEY_LOCATION + " does not lead to a private key for ES256 (PEM, PKCS #8, P-256).");
    }
  }

  private void verifyPair() {
    try {
      String probe =
          Jwt.issuer(AccessTokens.ISSUER)
              .upn("probe")
              .expiresIn(60)
              .jws()
              .algorithm(SignatureAlgorithm.ES256)
              .sign(key);
      parser.get().parse(probe);
    } catch (ParseException | RuntimeException e) {
      throw new ConfigurationException(
          VERIFY_KEY_LOCATION
              + " is not the public key that belongs to "
              + SIGN_KEY_LOCATION
              + ".");
    }
  }

  private Optional<String> value(String name) {
    return config
        .getOptionalValue(name, String.class)
        .filter(
            value -> !value.isBlank() && !value.equals(DevelopmentKeysConfigSourceFactory.NONE));
  }
}
