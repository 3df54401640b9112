package io.siyu.chain;

import io.siyu.kernel.ShownText;
import org.eclipse.microprofile.graphql.Description;

/** How members' names stand in a chain's list: the one place that decides it. */
@Description("How the names of members stand in the list of a chain-buy (昵称显示).")
public enum NicknameDisplay {
  @Description("As the members call themselves (显示昵称).")
  FULL,
  @Description("But for the first character, as `张**` (隐藏昵称).")
  MASKED,
  @Description("Not at all: only the number in the list, as `3号` (只显示序号).")
  NUMBER_ONLY;

  /** Of a member who has deleted the account since. */
  private static final String NOBODY = "已注销会员";

  private static final String UNSEEN = "会员";

  /**
   * What everybody else sees.
   *
   * @param nickname null when the member has deleted the account
   * @param number null when there is none yet
   */
  String toOthers(String nickname, Integer number) {
    return switch (this) {
      case FULL -> full(nickname);
      case MASKED -> nickname == null ? NOBODY : ShownText.masked(full(nickname));
      case NUMBER_ONLY -> number == null ? UNSEEN : number + "号";
    };
  }

  /** What the members themselves and operators see. */
  static String full(String nickname) {
    if (nickname == null) {
      return NOBODY;
    }
    String line = ShownText.line(nickname);
    return line.isEmpty() ? UNSEEN : line;
  }
}
