package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.member.MemberRegistration.Registered;
import io.siyu.platform.database.Database;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SessionTokens;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.wechat.WeChatIdentity;
import io.siyu.wechat.WeChatLogin;
import io.siyu.wechat.WeChatLoginRejected;
import io.siyu.wechat.WeChatUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Logs members in by WeChat. */
@ApplicationScoped
public class MemberLogin {

  private static final int MAX_CODE_LENGTH = 128;

  private final WeChatLogin weChat;
  private final MemberRegistration registration;
  private final InviteCodeUse inviteCodes;
  private final MemberStates states;
  private final Sessions sessions;
  private final MemberPresence presence;
  private final Database database;

  MemberLogin(
      WeChatLogin weChat,
      MemberRegistration registration,
      InviteCodeUse inviteCodes,
      MemberStates states,
      Sessions sessions,
      MemberPresence presence,
      Database database) {
    this.weChat = weChat;
    this.registration = registration;
    this.inviteCodes = inviteCodes;
    this.states = states;
    this.sessions = sessions;
    this.presence = presence;
    this.database = database;
  }

  /**
   * Asks WeChat first, outside of any transaction; member and session begin in one.
   *
   * @param code from {@code wx.login}; used up by the call
   * @throws Refusal CODE_REJECTED, BLOCKED_BY_WECHAT or ACCOUNT_BLOCKED
   * @throws RequestFailure UNAVAILABLE when WeChat gives no answer
   */
  public Uni<LoggedIn> login(String code, FirstTouch touch) {
    String checkedCode = Text.requiredLine(code, MAX_CODE_LENGTH, "input", "code");
    FirstTouch checkedTouch = touch.checked();
    return weChat
        .exchange(checkedCode)
        .onFailure(WeChatLoginRejected.class)
        .transform(failure -> refusal((WeChatLoginRejected) failure))
        .onFailure(WeChatUnavailable.class)
        .transform(
            failure ->
                RequestFailure.unavailable(
                    "WeChat does not answer for the moment. Please try again shortly."))
        .chain(identity -> database.transaction(() -> begin(identity, checkedTouch)));
  }

  private Uni<LoggedIn> begin(WeChatIdentity identity, FirstTouch touch) {
    return registration
        .register(identity, touch)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                Refusal.of(
                    LoginWithWeChatErrorCode.ACCOUNT_BLOCKED,
                    "This account is closed. Ask the brand's staff."))
        .call(registered -> useInviteCode(registered, touch.inviteCode()))
        .call(registered -> presence.tell(registered.member()))
        .chain(
            registered ->
                sessions
                    .start(SubjectKind.MEMBER, registered.member(), Set.of(Roles.MEMBER))
                    .chain(
                        tokens ->
                            states
                                .find(registered.member())
                                .map(state -> new LoggedIn(tokens, state, registered.isNew()))));
  }

  private Uni<Void> useInviteCode(Registered registered, String inviteCode) {
    return inviteCode == null
        ? Uni.createFrom().voidItem()
        : inviteCodes.used(registered.member(), registered.isNew(), inviteCode);
  }

  private static Refusal refusal(WeChatLoginRejected rejected) {
    return switch (rejected.reason()) {
      case MISSING_CODE, INVALID_CODE, USED_CODE ->
          Refusal.of(
              LoginWithWeChatErrorCode.CODE_REJECTED,
              "WeChat does not accept this code. Call wx.login again and send its new code.",
              "input",
              "code");
      case BLOCKED_USER ->
          Refusal.of(
              LoginWithWeChatErrorCode.BLOCKED_BY_WECHAT, "WeChat blocks this user's logins.");
    };
  }

  record LoggedIn(SessionTokens tokens, MemberState state, boolean isNew) {}
}
