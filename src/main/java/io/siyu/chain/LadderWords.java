package io.siyu.chain;

import java.util.stream.Collectors;

/** How a ladder is put in Chinese, behind an item's first price. */
final class LadderWords {

  private LadderWords() {}

  /**
   * @return （满20单35元、满30单32元；现价35元）, or nothing without a ladder
   */
  static String of(ChainItemTerms item, ChainUnit unit) {
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
                        + ChainWords.amount(unit, step.threshold())
                        + ChainWords.yuan(step.price().fen()))
            .collect(Collectors.joining("、"));
    boolean fell = ladder.priceNow(item.price()).compareTo(item.price()) < 0;
    String now = "；现价" + ChainWords.yuan(ladder.priceNow(item.price()).fen());
    return "（" + steps + (fell ? now : "") + "）";
  }
}
