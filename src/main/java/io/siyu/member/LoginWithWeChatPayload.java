package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.platform.security.SessionTokens;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of a login with WeChat. */
@Type("LoginWithWeChatPayload")
@Name("LoginWithWeChatPayload")
@Description("Result of a login with WeChat.")
public record LoginWithWeChatPayload(
    @Description("Sent as `Authorization: Bearer …`; null when refused.") String accessToken,
    @Description("Opaque, used once by refreshSession; null when refused.") String refreshToken,
    @Description("When the access token ends, in UTC; null when refused.")
        Instant accessTokenExpiresAt,
    @Description("Who logged in; null when refused.") Member member,
    @Description("Whether this was the member's first login; false when refused.")
        boolean firstLogin,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull LoginWithWeChatError> userErrors) {

  static LoginWithWeChatPayload loggedIn(MemberLogin.LoggedIn login) {
    SessionTokens tokens = login.tokens();
    return new LoginWithWeChatPayload(
        tokens.accessToken(),
        tokens.refreshToken(),
        tokens.accessExpiresAt(),
        Member.of(login.state()),
        login.isNew(),
        List.of());
  }

  static LoginWithWeChatPayload refused(Refusal refusal) {
    return new LoginWithWeChatPayload(
        null, null, null, null, false, List.of(LoginWithWeChatError.of(refusal)));
  }

  /** Tokens never reach a log. */
  @Override
  public String toString() {
    return "LoginWithWeChatPayload[***]";
  }
}
