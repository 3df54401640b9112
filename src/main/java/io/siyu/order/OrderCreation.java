package io.siyu.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Creates orders: all or nothing. */
@ApplicationScoped
public class OrderCreation {

  /**
   * Prices the order, holds its coupons, reserves its stock, takes its points and opens its
   * payment, all in the caller's transaction.
   *
   * @return the order's id
   */
  public Uni<UUID> create(NewOrder order) {
    throw new UnsupportedOperationException();
  }
}
