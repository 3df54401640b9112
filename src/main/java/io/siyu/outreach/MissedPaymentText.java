package io.siyu.outreach;

import io.siyu.chain.ChainPaymentMissed;
import io.siyu.chain.ChainTerms;
import io.siyu.chain.TeamState;
import io.siyu.chain.TeamTerms;
import io.siyu.platform.time.BrandCalendar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What is said to members whose payment did not get what it was for. */
@ApplicationScoped
class MissedPaymentText {

  /** Says nothing of the reason, of which a full team is only one. */
  static final String OWN = "已为您新开一团";

  private static final DateTimeFormatter END =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

  private final BrandCalendar calendar;

  MissedPaymentText(BrandCalendar calendar) {
    this.calendar = calendar;
  }

  String title(ChainTerms chain) {
    return "您的" + what(chain) + "没有参加成功";
  }

  /**
   * @param cause as the event has it
   */
  String returned(ChainTerms chain, String cause) {
    return TeamNoticeText.of(chain) + why(chain, cause) + TeamNoticeText.MONEY_BACK;
  }

  /**
   * When the news of its end came first, nobody needs to be invited any more.
   *
   * @param cause null when it is not known
   */
  String own(ChainTerms chain, String cause, TeamTerms own) {
    String opened =
        TeamNoticeText.of(chain)
            + (cause == null ? "" : why(chain, cause))
            + "已按您的选择新开一个"
            + own.size()
            + "人团";
    return own.state() == TeamState.OPEN
        ? opened + "，请在" + END.format(own.endsAt().atZone(calendar.zone())) + "前邀请好友拼满，否则付款原路退回。"
        : opened + "。";
  }

  private static String why(ChainTerms chain, String cause) {
    return switch (cause) {
      case "TEAM_FULL" -> "付款时您选的团已经满员，";
      case "TEAM_ENDED" -> "付款时您选的团已经结束，";
      case "ALREADY_IN_TEAM" -> "您已经在这个团里，每人一个名额，";
      case "CHAIN_PAID_TOO_LATE" -> "付款到账时" + what(chain) + "已经截止，";
      case "CHAIN_CANCELLED" -> what(chain) + "已取消，";
      case ChainPaymentMissed.ENTRY_OVER -> "付款到账时订单已经超时或取消，";
      default -> "没有参加成功，";
    };
  }

  private static String what(ChainTerms chain) {
    return chain.teamSize() == null ? "接龙" : "拼团";
  }
}
