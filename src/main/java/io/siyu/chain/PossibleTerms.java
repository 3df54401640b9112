package io.siyu.chain;

import io.siyu.kernel.Money;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Terms that customers can reach: a minimum, or a step of a ladder, above what a chain can come to
 * would have its members wait for nothing.
 *
 * <p>How much one member may take bounds nothing, as there may be any number of members. Staff, who
 * fill no minimum, may leave the goods to customers.
 *
 * @param maximum null for none
 * @param teamSize null unless it is a team buy
 */
record PossibleTerms(
    ChainUnit unit, long minimum, Long maximum, Integer teamSize, List<Goods> goods) {

  /** What counters of chains hold at most; see {@link ChainRows#hold}. */
  private static final long NO_MAXIMUM = Integer.MAX_VALUE;

  /**
   * One kind of goods.
   *
   * @param price that is paid on joining, also with a ladder: the difference is given back only
   *     after the settlement, and AMOUNT counts what was paid
   * @param steps beyond the first
   */
  record Goods(Money price, int units, List<LadderStep> steps) {}

  /** Which of the terms is impossible. */
  enum Term {
    MINIMUM,
    STEP,
    MAXIMUM
  }

  /**
   * The first impossible term.
   *
   * @param item whose step it is, and which one beyond the first; 0 for another term
   * @param byGoods whether more goods would make it possible; else another maximum would
   */
  record Problem(Term term, int item, int step, boolean byGoods, String message) {

    /** For who may change the terms. */
    String remedy() {
      if (byGoods) {
        return "Set a lower one, or offer more.";
      }
      return term == Term.MAXIMUM ? "Set another one." : "Set a lower one, or another maximum.";
    }
  }

  static PossibleTerms of(ChainTerms chain, List<Goods> goods) {
    return new PossibleTerms(
        chain.unit(), chain.minimum(), chain.maximum(), chain.teamSize(), goods);
  }

  /**
   * @return null when all can be reached
   */
  Problem problem() {
    if (minimum > most()) {
      return beyond(Term.MINIMUM, 0, 0, minimum);
    }
    for (int item = 0; item < goods.size(); item++) {
      List<LadderStep> steps = goods.get(item).steps();
      for (int step = 0; step < steps.size(); step++) {
        if (steps.get(step).threshold() > most()) {
          return beyond(Term.STEP, item, step, steps.get(step).threshold());
        }
      }
    }
    return leavesTeamHalfFull()
        ? new Problem(
            Term.MAXIMUM,
            0,
            0,
            false,
            "The maximum of a team buy is a multiple of its team size: else the last team never"
                + " fills.")
        : null;
  }

  private boolean leavesTeamHalfFull() {
    return teamSize != null && maximum != null && maximum % teamSize != 0;
  }

  private Problem beyond(Term term, int item, int step, long wanted) {
    boolean byGoods = wanted > sold(goods);
    return new Problem(
        term,
        item,
        step,
        byGoods,
        "%s at most %d %s, so that the %s of %d could never be reached."
            .formatted(
                byGoods
                    ? "All goods together come to"
                    : "With its prices and its maximum the chain-buy comes to",
                most(),
                unit == ChainUnit.AMOUNT ? "fen" : unit.name().toLowerCase(Locale.ROOT),
                term == Term.STEP ? "step" : "minimum",
                wanted));
  }

  /**
   * What the chain can come to, in its unit. An order takes one unit at least. In AMOUNT a unit too
   * many does not join in part, so the maximum is reached only as closely as prices allow: here, as
   * far as their greatest common divisor says, which is exact for one kind of goods and never too
   * little for several.
   */
  long most() {
    long room = maximum == null ? NO_MAXIMUM : maximum;
    if (unit != ChainUnit.AMOUNT) {
      return Math.min(sold(goods), room);
    }
    List<Goods> affordable = goods.stream().filter(one -> one.price().fen() <= room).toList();
    long most = Math.min(sold(affordable), room);
    return most == 0 ? 0 : most - most % commonDivisor(affordable);
  }

  private long sold(List<Goods> all) {
    return all.stream()
        .mapToLong(one -> unit == ChainUnit.AMOUNT ? one.price().fen() * one.units() : one.units())
        .sum();
  }

  private static long commonDivisor(List<Goods> all) {
    return all.stream()
        .map(one -> BigInteger.valueOf(one.price().fen()))
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .longValueExact();
  }
}
