package io.siyu.catalog;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.UUID;

/**
 * Campaigns that anybody can look at. What one of them offers, or is about to, stays for everybody
 * until it ends.
 */
public interface PublicOffers {

  /**
   * In the transaction that limits the goods and has locked these SKUs: a campaign that is made
   * meanwhile waits for their rows, and then looks at whom they are for.
   *
   * @return whether one of them is offered, or will be
   */
  Uni<Boolean> offerAny(Collection<UUID> skus);
}
