package io.siyu.outreach;

import io.siyu.chain.ChainTerms;
import io.siyu.chain.TeamFailure;
import io.siyu.chain.TeamState;
import io.siyu.chain.TeamTerms;
import io.siyu.platform.time.BrandCalendar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What is said to members about their teams. */
@ApplicationScoped
class TeamNoticeText {

  static final String FORMED = "您参加的拼团成团了";
  static final String MISSED = "您的拼团没有参加成功";
  static final String OWN = "您选的团没有名额，已为您新开一团";

  private static final String MONEY_BACK = "付款原路退回，请留意微信支付的退款通知。";

  private static final DateTimeFormatter END =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

  private final BrandCalendar calendar;

  TeamNoticeText(BrandCalendar calendar) {
    this.calendar = calendar;
  }

  String formed(ChainTerms chain) {
    return of(chain) + chain.teamSize() + "人团已满员，正在备货。自提的请等到货通知，快递的请留意发货。";
  }

  String failedTitle(TeamFailure why) {
    return switch (why) {
      case OUT_OF_TIME, CLOSED_EARLY -> "您参加的拼团未成团";
      case CANCELLED -> "您参加的拼团已取消";
    };
  }

  String failed(ChainTerms chain, TeamFailure why) {
    String what =
        switch (why) {
          case OUT_OF_TIME -> "时间到了还没有拼满，";
          case CLOSED_EARLY -> "提前截止时还没有拼满，";
          case CANCELLED -> "已取消，";
        };
    return of(chain) + what + MONEY_BACK;
  }

  /**
   * @param cause of the refund, as orders have it
   */
  String refunded(ChainTerms chain, String cause) {
    String what =
        switch (cause) {
          case "TEAM_FULL" -> "付款时您选的团已经满员，";
          case "TEAM_ENDED" -> "付款时您选的团已经结束，";
          case "ALREADY_IN_TEAM" -> "您已经在这个团里，每人一个名额，";
          case "CHAIN_PAID_TOO_LATE" -> "付款到账时拼团已经截止，";
          case "CHAIN_CANCELLED" -> "拼团已取消，";
          default -> "没有参加成功，";
        };
    return of(chain) + what + MONEY_BACK;
  }

  /** When the news of its end came first, nobody needs to be invited any more. */
  String own(ChainTerms chain, TeamTerms own) {
    String opened = of(chain) + "已按您的选择新开一个" + own.size() + "人团";
    return own.state() == TeamState.OPEN
        ? opened + "，请在" + END.format(own.endsAt().atZone(calendar.zone())) + "前邀请好友拼满，否则付款原路退回。"
        : opened + "。";
  }

  private static String of(ChainTerms chain) {
    return "【" + chain.title() + "】";
  }
}
