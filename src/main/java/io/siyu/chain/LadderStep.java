package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of a ladder: once the chain has so much, everybody pays so much.
 *
 * @param threshold in the chain's unit
 * @param price of one unit of the goods
 */
public record LadderStep(Integer threshold, Money price) {

  /** Beyond the first, which is the item's own price from the chain's minimum on. */
  static final int MAX_FURTHER = 10;

  /**
   * @param further the steps beyond the first
   * @param maximum null for none
   * @param field the list's path in the input
   * @throws InvalidInput unless every step is higher and cheaper than the one before
   */
  static void check(
      List<LadderStep> further, Money first, int minimum, Integer maximum, String... field) {
    if (further.size() > MAX_FURTHER) {
      throw new InvalidInput(
          List.of(field), "A ladder has at most " + MAX_FURTHER + " steps beyond the first.");
    }
    long reached = minimum;
    Money price = first;
    int most = maximum == null ? Integer.MAX_VALUE : maximum;
    for (int i = 0; i < further.size(); i++) {
      LadderStep step = further.get(i);
      List<String> path = path(field, String.valueOf(i), "threshold");
      Numbers.inRange(step.threshold(), 1, most, path.toArray(String[]::new));
      if (step.threshold() <= reached) {
        throw new InvalidInput(
            path, "A step is higher than the one before: above " + reached + ".");
      }
      if (step.price().fen() < 1 || step.price().compareTo(price) >= 0) {
        throw new InvalidInput(
            path(field, String.valueOf(i), "price"),
            "A step is cheaper than the one before: 1 to " + (price.fen() - 1) + " fen.");
      }
      reached = step.threshold();
      price = step.price();
    }
  }

  private static List<String> path(String[] field, String... rest) {
    return Stream.concat(Arrays.stream(field), Arrays.stream(rest)).toList();
  }
}
