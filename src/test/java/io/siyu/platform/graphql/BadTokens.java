package io.siyu.platform.graphql;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Access tokens that must not let anybody in. */
final class BadTokens {

  private BadTokens() {}

  static Map<String, String> all() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("expired", expired());
    tokens.put("signed by another key", signed(claims("siyu", Duration.ofMinutes(5)), otherKey()));
    tokens.put("of another issuer", signed(claims("nobody", Duration.ofMinutes(5)), null));
    tokens.put("unsigned", unsigned());
    tokens.put(
        "signed with the text of a key",
        claims("siyu", Duration.ofMinutes(5)).signWithSecret("0123456789abcdef0123456789abcdef"));
    return tokens;
  }

  /** Signed as it should be, an hour ago. */
  static String expired() {
    return signed(claims("siyu", Duration.ofHours(-1)), null);
  }

  /** No bad one yet: clocks may differ by a minute. */
  static String expiredSince(Duration duration) {
    return signed(claims("siyu", duration.negated()), null);
  }

  private static JwtClaimsBuilder claims(String issuer, Duration life) {
    Instant expiry = Instant.now().plus(life);
    return Jwt.issuer(issuer)
        .subject(UUID.randomUUID().toString())
        .upn(UUID.randomUUID().toString())
        .groups(Set.of("MEMBER", "ADMIN"))
        .claim("sid", UUID.randomUUID().toString())
        .issuedAt(expiry.minus(Duration.ofMinutes(15)))
        .expiresAt(expiry);
  }

  /**
   * @param key the application's own when null
   */
  private static String signed(JwtClaimsBuilder claims, PrivateKey key) {
    var signature = claims.jws().algorithm(SignatureAlgorithm.ES256);
    return key == null ? signature.sign() : signature.sign(key);
  }

  private static PrivateKey otherKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unsigned() {
    String payload =
        "{\"iss\":\"siyu\",\"sub\":\"%s\",\"groups\":[\"ADMIN\"],\"sid\":\"%s\",\"exp\":%d}"
            .formatted(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Instant.now().plusSeconds(600).getEpochSecond());
    return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + base64(payload) + ".";
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
