package io.siyu.outreach;

import io.siyu.chain.ChainTerms;
import io.siyu.chain.TeamFailure;
import jakarta.enterprise.context.ApplicationScoped;

/** What is said to members about their teams. */
@ApplicationScoped
class TeamNoticeText {

  static final String FORMED = "您参加的拼团成团了";

  static final String MONEY_BACK = "付款原路退回，请留意微信支付的退款通知。";

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

  static String of(ChainTerms chain) {
    return "【" + chain.title() + "】";
  }
}
