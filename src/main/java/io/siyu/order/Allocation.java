package io.siyu.order;

import io.siyu.kernel.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits an amount over weights to the fen, by largest remainder: every part is the exact share
 * rounded down, and the fen that are left go to the largest fractions, the first ones where equal.
 * No part is larger than its weight.
 */
final class Allocation {

  private Allocation() {}

  /**
   * @param amount 0 to the sum of the weights
   * @param weights each 0 to {@link Money#MAX_API_FEN}
   * @return parts in the order of the weights; their sum is the amount
   * @throws IllegalArgumentException when the amount is negative or exceeds the weights
   */
  static List<Money> of(Money amount, List<Money> weights) {
    long sum = 0;
    for (Money weight : weights) {
      sum = Math.addExact(sum, weight.fen());
    }
    if (amount.isNegative() || amount.fen() > sum) {
      throw new IllegalArgumentException("Only what is there can be allocated.");
    }
    if (amount.fen() == 0) {
      return weights.stream().map(weight -> Money.ZERO).toList();
    }
    long[] parts = new long[weights.size()];
    long[] fractions = new long[weights.size()];
    long left = amount.fen();
    for (int i = 0; i < parts.length; i++) {
      long share = Math.multiplyExact(amount.fen(), weights.get(i).fen());
      parts[i] = share / sum;
      fractions[i] = share % sum;
      left -= parts[i];
    }
    List<Integer> byFraction =
        IntStream.range(0, parts.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> fractions[i]).reversed())
            .toList();
    for (int i = 0; i < left; i++) {
      parts[byFraction.get(i)]++;
    }
    List<Money> result = new ArrayList<>(parts.length);
    for (long part : parts) {
      result.add(Money.ofFen(part));
    }
    return result;
  }
}
