package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of refreshing a session. */
@Type("RefreshSessionPayload")
@Name("RefreshSessionPayload")
@Description("Result of refreshing a session.")
public record RefreshSessionPayload(
    @Description("Sent as `Authorization: Bearer …`; null when refused.") String accessToken,
    @Description("Opaque, used once by refreshSession; null when refused.") String refreshToken,
    @Description("When the access token ends, in UTC; null when refused.")
        Instant accessTokenExpiresAt,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull SessionError> userErrors) {

  static RefreshSessionPayload refreshed(SessionTokens tokens) {
    return new RefreshSessionPayload(
        tokens.accessToken(), tokens.refreshToken(), tokens.accessExpiresAt(), List.of());
  }

  static RefreshSessionPayload refused(Refusal refusal) {
    return new RefreshSessionPayload(null, null, null, List.of(SessionError.of(refusal)));
  }

  /** Tokens never reach a log. */
  @Override
  public String toString() {
    return "RefreshSessionPayload[***]";
  }
}
