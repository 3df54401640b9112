package io.siyu.chain;

import java.time.Instant;

/** How the standing of a team buy is put in Chinese. */
final class TeamWords {

  private TeamWords() {}

  static String standing(ChainTerms chain, Instant now) {
    return switch (chain.state()) {
      case DRAFT -> "拼团尚未开始";
      case OPEN, REACHED -> chain.isJoinable(now) ? open(chain) : closed(chain);
      case CLOSED -> closed(chain);
      case CANCELLED -> formed(chain) == 0 ? "拼团已取消，款项原路退回" : has(chain) + "，安排发货；拼团已取消，未成团的款项原路退回";
      case SETTLED ->
          switch (chain.outcome()) {
            case SUCCEEDED -> has(chain) + "，安排发货；未成团的款项原路退回";
            case FAILED -> "没有成团，款项原路退回";
          };
    };
  }

  private static String open(ChainTerms chain) {
    return formed(chain) == 0 ? "还没有成团，欢迎开团、参团" : has(chain) + "，截止前仍可开团、参团";
  }

  private static String closed(ChainTerms chain) {
    return has(chain) + "，拼团已截止，正在结算";
  }

  private static String has(ChainTerms chain) {
    return "已成" + formed(chain) + "团";
  }

  private static long formed(ChainTerms chain) {
    return chain.have() / chain.teamSize();
  }
}
