package io.siyu.member;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Coupons as benefits of tiers; implemented by the feature that owns coupons. */
public interface BenefitCoupons {

  /**
   * Whether members can be given so many copies of the offer as a benefit.
   *
   * @param freeShipping whether it has to be one that takes the freight off
   */
  Uni<Boolean> canGive(UUID template, int copies, boolean freeShipping);

  /**
   * Gives one copy, once per key, in the caller's transaction, in which the member is locked. A
   * {@link io.siyu.kernel.Refusal} undoes this benefit and nothing else.
   *
   * @param key unique among all copies given as benefits
   */
  Uni<Void> give(UUID member, UUID template, String key);

  /** What the offers are called; unknown ones are missing. */
  Uni<Map<UUID, String>> names(Collection<UUID> templates);
}
