package io.siyu.platform.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Reads the bearer token. The stock mechanism answers a bad token with a bare 401; a mini-program
 * needs an error of the closed set, so a bad token makes the request anonymous and marked, and the
 * GraphQL endpoint refuses it in its own words.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(BearerAuthentication.class);
  private static final String REJECTED = "siyu.token.rejected";
  private static final String BEARER = "Bearer ";
  private static final int MAX_TOKEN_LENGTH = 4096;

  private final JWTParser parser;
  private final int leewaySeconds;

  /**
   * @param leewaySeconds how long after its end a token still passes, because clocks differ
   */
  BearerAuthentication(
      JWTParser parser, @ConfigProperty(name = "mp.jwt.verify.clock.skew") int leewaySeconds) {
    this.parser = parser;
    this.leewaySeconds = leewaySeconds;
  }

  /** Whether the request carried a token that is no good. */
  public static boolean rejected(RoutingContext context) {
    return Boolean.TRUE.equals(context.get(REJECTED));
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    String header = context.request().getHeader("Authorization");
    if (header == null) {
      return Uni.createFrom().nullItem();
    }
    try {
      context.remove(REJECTED);
      return Uni.createFrom().item(identity(header));
    } catch (ParseException | IllegalArgumentException e) {
      LOG.debugf("A token was rejected: %s", e.getClass().getSimpleName());
      if (context.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
        // Nobody looks at the mark there: the socket would wait for its acknowledgement for ever.
        return Uni.createFrom().failure(new AuthenticationFailedException());
      }
      context.put(REJECTED, true);
      return Uni.createFrom().nullItem();
    }
  }

  private SecurityIdentity identity(String header) throws ParseException {
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        || header.length() > MAX_TOKEN_LENGTH) {
      throw new IllegalArgumentException("Not a bearer token.");
    }
    JsonWebToken token = parser.parse(header.substring(BEARER.length()).trim());
    UUID subject = id(token, "sub");
    UUID session = id(token, AccessTokens.SESSION_CLAIM);
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(subject.toString()))
        .addRoles(token.getGroups())
        .addAttribute(Caller.SESSION_ATTRIBUTE, session)
        .addAttribute("quarkus.identity.expire-time", endOf(token))
        .build();
  }

  /**
   * When sockets of this caller are closed. Never before now, with a token that has just passed: of
   * such an end Quarkus makes no timer at all, and the socket would be the caller's for ever.
   */
  private long endOf(JsonWebToken token) {
    return token.getExpirationTime() + leewaySeconds + 1;
  }

  private static UUID id(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("A claim is missing.");
    }
    return UUID.fromString(text);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }
}
