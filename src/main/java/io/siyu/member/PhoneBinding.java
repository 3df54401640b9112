package io.siyu.member;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.wechat.WeChatPhone;
import io.siyu.wechat.WeChatPhoneNumber;
import io.siyu.wechat.WeChatPhoneRejected;
import io.siyu.wechat.WeChatUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Keeps the phone number (手机号) that WeChat vouches for; a client cannot type one in. */
@ApplicationScoped
class PhoneBinding {

  private static final int MAX_CODE_LENGTH = 128;

  private final WeChatPhone weChat;
  private final MemberProfiles profiles;
  private final MemberStates states;
  private final ProfileCompletion completion;
  private final Database database;
  private final Sql sql;

  PhoneBinding(
      WeChatPhone weChat,
      MemberProfiles profiles,
      MemberStates states,
      ProfileCompletion completion,
      Database database,
      Sql sql) {
    this.weChat = weChat;
    this.profiles = profiles;
    this.states = states;
    this.completion = completion;
    this.database = database;
    this.sql = sql;
  }

  /**
   * Asks WeChat outside of any transaction, and only for a member who may keep the answer: WeChat
   * charges for it.
   *
   * @param code of the mini-program's button; used up by the call
   * @throws Refusal CODE_REJECTED
   * @throws RequestFailure UNAVAILABLE when WeChat gives no answer, UNAUTHENTICATED when the
   *     account is closed
   */
  Uni<MemberState> bind(UUID member, String code) {
    String checkedCode = Text.requiredLine(code, MAX_CODE_LENGTH, "input", "code");
    return profiles
        .present(member)
        .chain(present -> weChat.exchange(checkedCode))
        .onFailure(WeChatPhoneRejected.class)
        .transform(rejected -> refusal())
        .onFailure(WeChatUnavailable.class)
        .transform(
            failure ->
                RequestFailure.unavailable(
                    "WeChat does not answer for the moment. Please try again shortly."))
        .chain(number -> database.transaction(() -> keep(member, number)));
  }

  private Uni<MemberState> keep(UUID member, WeChatPhoneNumber number) {
    return sql.update(
            "UPDATE member SET phone = $2 WHERE id = $1 AND status = 'ACTIVE'",
            member,
            number.international())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw RequestFailure.unauthenticated("The account is closed.");
              }
            })
        .chain(() -> states.find(member))
        .call(completion::notice);
  }

  private static Refusal refusal() {
    return Refusal.of(
        BindPhoneErrorCode.CODE_REJECTED,
        "WeChat does not accept this code. Let the member press the button again.",
        "input",
        "code");
  }
}
