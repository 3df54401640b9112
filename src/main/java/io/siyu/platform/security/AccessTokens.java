package io.siyu.platform.security;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Signs access tokens (RFC 7519) with the key of the configuration, algorithm ES256. */
@ApplicationScoped
class AccessTokens {

  static final String ISSUER = "siyu";
  static final String SESSION_CLAIM = "sid";

  /** Tokens live on the machine's time; business time, which tests move, is another matter. */
  private final Clock clock = Clock.systemUTC();

  private final SecurityConfig config;
  private final SigningKey key;

  AccessTokens(SecurityConfig config, SigningKey key) {
    this.config = config;
    this.key = key;
  }

  Signed sign(UUID subject, UUID session, Set<String> roles) {
    Instant expiresAt = clock.instant().plus(config.accessTokenLifetime());
    String token =
        Jwt.issuer(ISSUER)
            .subject(subject.toString())
            .upn(subject.toString())
            .groups(roles)
            .claim(SESSION_CLAIM, session.toString())
            .issuedAt(clock.instant())
            .expiresAt(expiresAt)
            .jws()
            .algorithm(SignatureAlgorithm.ES256)
            .sign(key.get());
    return new Signed(token, Instant.ofEpochSecond(expiresAt.getEpochSecond()));
  }

  record Signed(String token, Instant expiresAt) {}
}
