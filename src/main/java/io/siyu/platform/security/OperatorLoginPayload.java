package io.siyu.platform.security;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of an operator's login. */
@Type("OperatorLoginPayload")
@Name("OperatorLoginPayload")
@Description("Result of an operator's login.")
public record OperatorLoginPayload(
    @Description("Sent as `Authorization: Bearer …`; null when refused.") String accessToken,
    @Description("Opaque, used once by refreshSession; null when refused.") String refreshToken,
    @Description("When the access token ends, in UTC; null when refused.")
        Instant accessTokenExpiresAt,
    @Description("Who logged in; null when refused.") Operator operator,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull OperatorLoginError> userErrors) {

  static OperatorLoginPayload loggedIn(OperatorLogin.LoggedIn login) {
    SessionTokens tokens = login.tokens();
    return new OperatorLoginPayload(
        tokens.accessToken(),
        tokens.refreshToken(),
        tokens.accessExpiresAt(),
        Operator.of(login.account()),
        List.of());
  }

  static OperatorLoginPayload refused(Refusal refusal) {
    return new OperatorLoginPayload(
        null, null, null, null, List.of(OperatorLoginError.of(refusal)));
  }

  /** Tokens never reach a log. */
  @Override
  public String toString() {
    return "OperatorLoginPayload[***]";
  }
}
