package io.siyu.member;

import io.siyu.kernel.Text;
import java.util.Locale;

/**
 * How somebody came to the brand: kept from the first login, ignored at later ones.
 *
 * @param channel null when the client does not know: REFERRAL with a valid invite code, else
 *     ORGANIC
 * @param scene WeChat's launch scene or a campaign's mark, at most 64 characters, or null
 * @param inviteCode of the inviting member, or null; an unknown one counts as none
 */
public record FirstTouch(FirstTouchChannel channel, String scene, String inviteCode) {

  private static final int MAX_SCENE_LENGTH = 64;
  private static final int MAX_INVITE_CODE_LENGTH = 64;

  /** What the client sent, checked before anything is asked of WeChat, whose codes work once. */
  FirstTouch checked() {
    String code = Text.optionalLine(inviteCode, MAX_INVITE_CODE_LENGTH, "input", "inviteCode");
    return new FirstTouch(
        channel,
        Text.optionalLine(scene, MAX_SCENE_LENGTH, "input", "scene"),
        code == null ? null : code.toUpperCase(Locale.ROOT));
  }
}
