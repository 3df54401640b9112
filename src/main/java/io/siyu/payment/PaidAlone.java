package io.siyu.payment;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Thrown by a {@link PaymentListener} that was told of several payments and cannot deal with some
 * of them beside others, for the order of its locks: nothing happens then, and those are told of
 * once more, each in a transaction of its own.
 */
public class PaidAlone extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Set<UUID> orders;

  public PaidAlone(Collection<UUID> orders) {
    super(orders.size() + " payments need a transaction of their own.", null, false, false);
    this.orders = Set.copyOf(orders);
  }

  Set<UUID> orders() {
    return orders;
  }
}
