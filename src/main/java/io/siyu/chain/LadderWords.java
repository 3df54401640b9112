package io.siyu.chain;

import java.util.stream.Collectors;

/** How a ladder is put in Chinese, behind an item's first price. */
final class LadderWords {

  private LadderWords() {}

  /**
   * Everybody pays the first price, so it says that the difference comes back, and how much.
   *
   * @return （满20单35元、满30单32元，按成团价退差；现每件可退4元）, or nothing without a ladder
   */
  static String of(ChainItemTerms item, ChainTerms chain) {
    Ladder ladder = item.ladder();
    if (ladder.steps().isEmpty()) {
      return "";
    }
    String steps =
        ladder.steps().stream()
            .skip(1)
            .map(
                step ->
                    "满"
                        + ChainWords.amount(chain.unit(), step.threshold())
                        + ChainWords.yuan(step.price().fen()))
            .collect(Collectors.joining("、"));
    return "（" + steps + "，按成团价退差" + back(item, chain.state()) + "）";
  }

  /** A cancelled chain gives back everything. */
  private static String back(ChainItemTerms item, ChainState state) {
    long fen = item.price().fen() - item.ladder().priceNow(item.price()).fen();
    if (fen == 0 || state == ChainState.CANCELLED) {
      return "";
    }
    return (state == ChainState.SETTLED ? "；每件退" : "；现每件可退") + ChainWords.yuan(fen);
  }
}
