package io.siyu.chain;

import io.siyu.kernel.Money;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one kind of goods costs by what the chain has: everybody pays the highest step, and the
 * difference to the step that was reached is given back when the chain has succeeded.
 *
 * @param steps rising, the first one is the item's price from the chain's minimum on; empty where
 *     the price is one and the same
 * @param have what counts: of paid entries, and once it is settled what it had then
 */
public record Ladder(List<LadderStep> steps, long have) {

  static Ladder of(long minimum, Money price, List<LadderStep> further, long have) {
    return new Ladder(
        further.isEmpty()
            ? List.of()
            : Stream.concat(
                    Stream.of(new LadderStep(Math.toIntExact(minimum), price)), further.stream())
                .toList(),
        have);
  }

  /**
   * @param pairs of a threshold and a price in fen, or null for none
   */
  static List<LadderStep> further(JsonArray pairs) {
    return pairs == null
        ? List.of()
        : pairs.stream()
            .map(JsonArray.class::cast)
            .map(pair -> new LadderStep(pair.getInteger(0), Money.ofFen(pair.getLong(1))))
            .toList();
  }

  /** The steps beyond the first. */
  List<LadderStep> further() {
    return steps.isEmpty() ? steps : steps.subList(1, steps.size());
  }

  boolean isReached(LadderStep step) {
    return have >= step.threshold();
  }

  /** How much more it takes. */
  int remaining(LadderStep step) {
    return Math.toIntExact(Math.max(0, step.threshold() - have));
  }

  /**
   * @param first what is paid before any step is reached
   */
  Money priceNow(Money first) {
    return steps.stream()
        .filter(this::isReached)
        .reduce((lower, higher) -> higher)
        .map(LadderStep::price)
        .orElse(first);
  }

  /**
   * @return null when the last one is reached, or there are none
   */
  LadderStep next() {
    return steps.stream().filter(step -> !isReached(step)).findFirst().orElse(null);
  }
}
