package io.siyu.payment;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Under which account a payer is known to the gateway; whoever knows the members answers. */
public interface PayerAccounts {

  /**
   * Outside of a transaction.
   *
   * @return the openid in the mini-program, or null when there is none (any more)
   */
  Uni<String> openid(UUID payer);
}
