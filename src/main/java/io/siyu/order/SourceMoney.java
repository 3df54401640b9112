package io.siyu.order;

import io.siyu.kernel.Money;

/**
 * What the orders of one chain or flash sale add up to.
 *
 * @param paid money that arrived, late payments included
 * @param refundDecided refunds that were decided, whatever became of their money
 * @param refundSucceeded refunds whose money is back with the payers
 */
public record SourceMoney(Money paid, Money refundDecided, Money refundSucceeded) {

  public static final SourceMoney NONE = new SourceMoney(Money.ZERO, Money.ZERO, Money.ZERO);
}
