package io.siyu.order;

import io.siyu.kernel.Money;

/**
 * What the orders of one chain or flash sale gave back under one key.
 *
 * @param orders how many gave something back
 * @param decided whatever became of the money
 * @param succeeded what is back with the payers
 */
public record KeyedRefunds(long orders, Money decided, Money succeeded) {

  public static final KeyedRefunds NONE = new KeyedRefunds(0, Money.ZERO, Money.ZERO);
}
