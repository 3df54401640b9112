package io.siyu.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Tokens that look right and are not: each is refused, also where nobody needs to be logged in. */
@QuarkusTest
class AccessTokenTest {

  @Inject SigningKey key;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void a_token_signed_by_us_is_accepted() {
    GraphQLClient member = anonymous.asMember("new:token-good");

    assertThat(member.runWith("viewer", Map.of()).errorCodes()).isEmpty();
  }

  @Test
  void an_expired_token_is_refused() {
    String expired =
        sign(claims().expiresAt(Instant.now().minus(Duration.ofMinutes(5))), key.get());

    assertRefused(expired);
  }

  @Test
  void a_token_signed_with_another_key_is_refused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));

    assertRefused(sign(claims(), generator.generateKeyPair().getPrivate()));
  }

  @Test
  void a_token_without_signature_is_refused() {
    String payload = sign(claims(), key.get()).split("\\.")[1];

    for (String algorithm : new String[] {"none", "None", "NONE"}) {
      assertRefused(
          base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "." + payload + ".");
    }
    assertRefused(base64("{\"typ\":\"JWT\"}") + "." + payload + ".");
  }

  @Test
  void a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() {
    byte[] publicKey =
        "the public key is known to everybody, padded".getBytes(StandardCharsets.UTF_8);
    String token =
        claims()
            .jws()
            .algorithm(SignatureAlgorithm.HS256)
            .sign(new SecretKeySpec(publicKey, "HmacSHA256"));

    assertRefused(token);
  }

  @Test
  void a_token_whose_claims_were_changed_is_refused() {
    String[] parts = sign(claims(), key.get()).split("\\.");
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    assertRefused(
        parts[0] + "." + base64(payload.replace("\"MEMBER\"", "\"ADMIN\"")) + "." + parts[2]);
  }

  @Test
  void a_token_of_another_issuer_or_without_subject_or_session_is_refused() {
    assertRefused(sign(claims().issuer("somebody-else"), key.get()));
    assertRefused(sign(claims().subject("not a uuid"), key.get()));
    assertRefused(
        sign(Jwt.issuer("siyu").upn("x").groups(Set.of("MEMBER")).expiresIn(600), key.get()));
  }

  @Test
  void garbage_is_refused() {
    for (String garbage : new String[] {"x", "a.b.c", "..", "e30.e30.", "y".repeat(6000)}) {
      assertRefused(garbage);
    }
  }

  @Test
  void a_member_calling_an_operators_field_is_forbidden_and_an_anonymous_one_unauthenticated() {
    GraphQLClient member = anonymous.asMember("new:token-roles");

    for (String query : new String[] {"operator", "auditLog", "jobs", "outboxStatus"}) {
      assertThat(member.runWith(query, Map.of()).errorCodes())
          .as(query)
          .containsExactly("FORBIDDEN");
      assertThat(anonymous.runWith(query, Map.of()).errorCodes())
          .as(query)
          .containsExactly("UNAUTHENTICATED");
    }
    assertThat(member.run("runJob", Map.of("name", "platform-housekeeping")).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  private void assertRefused(String token) {
    Answer answer = anonymous.as(token).runWith("viewer", Map.of());
    assertThat(answer.errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(answer.at("viewer")).isNull();
    assertThat(anonymous.as(token).send("{ __typename }", Map.of()).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(answer.body().encode()).doesNotContain("jose4j").doesNotContain("Exception");
  }

  private static JwtClaimsBuilder claims() {
    String subject = UUID.randomUUID().toString();
    return Jwt.issuer("siyu")
        .subject(subject)
        .upn(subject)
        .groups(Set.of("MEMBER"))
        .claim("sid", UUID.randomUUID().toString())
        .expiresIn(600);
  }

  private static String sign(JwtClaimsBuilder claims, PrivateKey key) {
    return claims.jws().algorithm(SignatureAlgorithm.ES256).sign(key);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
