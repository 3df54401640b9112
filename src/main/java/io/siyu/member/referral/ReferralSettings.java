package io.siyu.member.referral;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;

/** What {@link ReferralConfig} may hold. */
public final class ReferralSettings implements SettingsCheck {

  @Override
  public void check(Settings settings) {
    settings.choice("siyu.referral.qualified-by", QualifiedBy.class);
    settings.number("siyu.referral.max-invites-per-hour", 1, 100_000);
    settings.number("siyu.referral.max-invites-per-day", 1, 100_000);
  }
}
