package io.siyu.platform.security;

import io.siyu.platform.graphql.UserErrors;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Sessions of members and operators alike. */
@GraphQLApi
@ApplicationScoped
public class SessionApi {

  private final Caller caller;
  private final Sessions sessions;
  private final Logout logout;

  SessionApi(Caller caller, Sessions sessions, Logout logout) {
    this.caller = caller;
    this.sessions = sessions;
    this.logout = logout;
  }

  @Mutation("refreshSession")
  @PermitAll
  @Description(
      "Gives new tokens for a refresh token (刷新会话), for members and operators. Send it without the"
          + " expired access token. A token is used once; its immediate predecessor is accepted again"
          + " for 60 seconds, any older one ends the session. UNAUTHENTICATED means: log in again.")
  public Uni<RefreshSessionPayload> refreshSession(
      @NonNull @Name("input") @Description("The refresh token.") RefreshSessionInput input) {
    return UserErrors.of(
        () -> sessions.refresh(input.refreshToken()).map(RefreshSessionPayload::refreshed),
        RefreshSessionPayload::refused);
  }

  @Mutation("logout")
  @RolesAllowed({Roles.MEMBER, Roles.ADMIN, Roles.OPERATOR, Roles.CONTENT, Roles.SERVICE})
  @Description(
      "Ends the session (退出登录): its refresh token is refused from now on. The access token itself"
          + " runs out by its own short time; forget it.")
  public Uni<LogoutPayload> logout(
      @NonNull @Name("input") @Description("How much is ended.") LogoutInput input) {
    UUID subject = caller.subject();
    UUID session = caller.session();
    boolean operator = caller.memberOrNull() == null;
    return UserErrors.of(
        () ->
            logout
                .end(subject, session, operator, input.everywhere())
                .map(done -> LogoutPayload.done()),
        LogoutPayload::refused);
  }
}
