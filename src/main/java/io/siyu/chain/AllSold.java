package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import java.util.List;
import java.util.Locale;

/**
 * What a chain comes to once all of its goods are sold: a minimum above that is never reached, and
 * its members would wait for nothing.
 */
final class AllSold {

  private AllSold() {}

  /**
   * One kind of goods.
   *
   * @param price that is paid on joining, also with a ladder: the difference is given back only
   *     after the settlement, and AMOUNT counts what was paid
   */
  record Goods(Money price, int units) {}

  /** In the chain's unit. An order takes one unit at least. */
  static long in(ChainUnit unit, List<Goods> goods) {
    return goods.stream()
        .mapToLong(one -> unit == ChainUnit.AMOUNT ? one.price().fen() * one.units() : one.units())
        .sum();
  }

  /**
   * @param remedy what to do about it
   * @throws InvalidInput when the minimum is above what all goods come to
   */
  static void require(
      ChainUnit unit, long minimum, List<Goods> goods, String remedy, String... field) {
    long most = in(unit, goods);
    if (minimum > most) {
      throw new InvalidInput(
          List.of(field),
          "All goods together come to at most %d %s, so that the minimum could never be reached. %s"
              .formatted(
                  most,
                  unit == ChainUnit.AMOUNT ? "fen" : unit.name().toLowerCase(Locale.ROOT),
                  remedy));
    }
  }
}
