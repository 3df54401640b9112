package io.siyu.chain;

import java.time.Instant;
import java.util.Locale;

/** How amounts and the standing of a chain are put in Chinese. */
final class ChainWords {

  private ChainWords() {}

  static String standing(ChainTerms chain, Instant now) {
    if (chain.isTeamBuy()) {
      return TeamWords.standing(chain, now);
    }
    String have = "已接" + amount(chain.unit(), chain.have());
    return switch (chain.state()) {
      case DRAFT -> "接龙尚未开始";
      case OPEN -> chain.isJoinable(now) ? have + missing(chain) : have + "，接龙已截止，正在结算";
      case REACHED -> have + (chain.isJoinable(now) ? reached(chain) : "，接龙已截止，正在结算");
      case CLOSED -> have + "，接龙已截止，正在结算";
      case CANCELLED -> "接龙已取消" + moneyBack(chain);
      case SETTLED ->
          switch (chain.outcome()) {
            case SUCCEEDED -> have + "，接龙成功，安排发货";
            case FAILED -> have + "，未成团" + moneyBack(chain);
          };
    };
  }

  private static String missing(ChainTerms chain) {
    return "，还差" + amount(chain.unit(), chain.minimum() - chain.have()) + "成团";
  }

  /** Full is what takes nobody in, be it by entries that do not count. */
  private static String reached(ChainTerms chain) {
    boolean full = chain.maximum() != null && chain.held() >= chain.maximum();
    return full ? "，已成团，名额已满" : "，已成团，截止前仍可接龙";
  }

  /** That of staff, too, who are held and not counted. */
  private static String moneyBack(ChainTerms chain) {
    return chain.held() == 0 ? "" : "，款项原路退回";
  }

  static String amount(ChainUnit unit, long amount) {
    return switch (unit) {
      case ORDERS -> amount + "单";
      case UNITS -> amount + "件";
      case AMOUNT -> yuan(amount);
    };
  }

  /** Fen are written only where there are any: 39.90元, 39元. */
  static String yuan(long fen) {
    String cents = fen % 100 == 0 ? "" : String.format(Locale.ROOT, ".%02d", fen % 100);
    return fen / 100 + cents + "元";
  }
}
