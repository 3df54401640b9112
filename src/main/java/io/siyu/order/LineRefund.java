package io.siyu.order;

import io.siyu.kernel.Money;

/**
 * What a refund gives back of a line: of units exactly their share of what is left of the line,
 * where the fen and points that do not divide come back with the first units. So every number of
 * steps gives back the same, and the last one what is left.
 *
 * @param quantity 0 where it is a part of the money alone
 * @param points of those that paid for the line
 */
record LineRefund(OrderLineRow line, int quantity, Money amount, long points) {

  /**
   * @param quantity 1 to what is left
   */
  static LineRefund ofUnits(OrderLineRow line, int quantity) {
    int of = line.unitsLeft();
    return new LineRefund(
        line,
        quantity,
        Money.ofFen(share(line.left().fen(), quantity, of)),
        share(line.pointsLeft(), quantity, of));
  }

  /** Everything that is left of it, which may be nothing. */
  static LineRefund ofRest(OrderLineRow line) {
    return new LineRefund(line, line.unitsLeft(), line.left(), line.pointsLeft());
  }

  static LineRefund ofMoney(OrderLineRow line, Money amount) {
    return new LineRefund(line, 0, amount, 0);
  }

  boolean isNothing() {
    return quantity == 0 && points == 0 && amount.equals(Money.ZERO);
  }

  OrderLineAmount event() {
    return new OrderLineAmount(line.id(), line.skuId(), line.productId(), quantity, amount.fen());
  }

  private static long share(long whole, int units, int of) {
    return units * (whole / of) + Math.min(units, whole % of);
  }
}
