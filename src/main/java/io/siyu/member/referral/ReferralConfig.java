package io.siyu.member.referral;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When an invite counts, and how many look like fraud. */
@ConfigMapping(prefix = "siyu.referral")
public interface ReferralConfig {

  /**
   * What a friend has to do for an invite to count: PROFILE (complete the profile) or ORDER (pay a
   * first order; refunding it whole undoes it).
   */
  @WithDefault("ORDER")
  QualifiedBy qualifiedBy();

  /** Friends that one member can bring within an hour; more are members, but no invites. */
  @WithDefault("20")
  int maxInvitesPerHour();

  /** Friends that one member can bring within 24 hours; more are members, but no invites. */
  @WithDefault("100")
  int maxInvitesPerDay();
}
