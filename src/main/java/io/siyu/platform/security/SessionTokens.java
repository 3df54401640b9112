package io.siyu.platform.security;

/**
 * What a client needs to speak as someone. The access token is a JWT; the refresh token is opaque
 * and used once.
 */
public record SessionTokens(
    String accessToken, String refreshToken, java.time.Instant accessExpiresAt) {

  /** Tokens never reach a log. */
  @Override
  public String toString() {
    return "SessionTokens[***]";
  }
}
