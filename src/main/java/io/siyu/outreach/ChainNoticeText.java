package io.siyu.outreach;

import io.siyu.chain.ChainTerms;
import java.util.Locale;

/** What is said to members about a chain that ends. */
final class ChainNoticeText {

  private static final String DIFFERENCE = "成团价低于付款价的商品，差价原路退回，请留意微信支付的退款通知。";

  private ChainNoticeText() {}

  /** What is missing to the minimum, with its unit. */
  static String missing(ChainTerms chain) {
    long missing = chain.minimum() - chain.have();
    return switch (chain.unit()) {
      case ORDERS -> missing + "单";
      case UNITS -> missing + "件";
      case AMOUNT -> yuan(missing) + "元";
    };
  }

  static String title(ChainTerms chain, boolean leads) {
    return (leads ? "您带的" : "您参加的") + what(chain) + end(chain);
  }

  /**
   * To who joined, or leads a chain that is no team buy.
   *
   * @param cheaper whether goods came cheaper than they were paid
   */
  static String body(ChainTerms chain, boolean cheaper) {
    return of(chain) + ending(chain) + (cheaper ? DIFFERENCE : "");
  }

  /** To who leads a team buy. Those in its teams hear of their own. */
  static String ofTeams(ChainTerms chain) {
    long formed = chain.have() / chain.teamSize();
    if (formed == 0) {
      return of(chain) + ending(chain);
    }
    return of(chain)
        + (chain.outcome() == null ? "已取消，" : "已截止，")
        + "已成"
        + formed
        + "团，正在备货；未成团的付款原路退回。";
  }

  private static String of(ChainTerms chain) {
    return "【" + chain.title() + "】";
  }

  private static String what(ChainTerms chain) {
    return chain.teamSize() == null ? "接龙" : "拼团";
  }

  private static String end(ChainTerms chain) {
    if (chain.outcome() == null) {
      return "已取消";
    }
    return switch (chain.outcome()) {
      case SUCCEEDED -> "成团了";
      case FAILED -> "未成团";
    };
  }

  private static String ending(ChainTerms chain) {
    if (chain.outcome() == null) {
      return "已取消，付款原路退回，请留意微信支付的退款通知。";
    }
    return switch (chain.outcome()) {
      case SUCCEEDED -> "已成团，正在备货。自提的请等到货通知，快递的请留意发货。";
      case FAILED -> "截止时没有成团，付款原路退回，请留意微信支付的退款通知。";
    };
  }

  private static String yuan(long fen) {
    return String.format(Locale.ROOT, "%d.%02d", fen / 100, fen % 100);
  }
}
