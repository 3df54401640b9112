package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of a login with WeChat. */
@Input("LoginWithWeChatInput")
@Name("LoginWithWeChatInput")
@Description("Input of a login with WeChat.")
public record LoginWithWeChatInput(
    @NonNull @Description("The code that `wx.login` gave, at most 128 characters; works once.")
        String code,
    @Description(
            "Invite code of the member who invited (邀请码); counts at the first login, and an"
                + " unknown one counts as none.")
        String inviteCode,
    @Description(
            "Where the member came from; counts at the first login. Left out: REFERRAL with a"
                + " known invite code, else ORGANIC.")
        FirstTouchChannel channel,
    @Description(
            "WeChat's launch scene (场景值) or a campaign's mark, at most 64 characters; counts"
                + " at the first login.")
        String scene) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "LoginWithWeChatInput[***]";
  }
}
