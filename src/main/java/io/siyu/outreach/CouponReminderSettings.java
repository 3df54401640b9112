package io.siyu.outreach;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** What {@link CouponReminderConfig} may hold. */
public final class CouponReminderSettings implements SettingsCheck {

  private static final String BEFORE = "siyu.coupon-reminders.before";
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(90);

  @Override
  public void check(Settings settings) {
    settings
        .durations(
            BEFORE, "each 1h to 90d", "no list of lengths of time; write for instance 72h,24h")
        .filter(lengths -> !isUsable(lengths))
        .ifPresent(
            lengths ->
                settings.problem(
                    BEFORE,
                    "is no list of different whole hours from 1h to 90d; write for instance"
                        + " 72h,24h"));
    settings.duration("siyu.coupon-reminders.every", "1s", "1d");
    settings.number("siyu.coupon-reminders.batch-size", 1, 1_000);
  }

  private static boolean isUsable(List<Duration> lengths) {
    return new HashSet<>(lengths).size() == lengths.size()
        && lengths.stream()
            .allMatch(
                length ->
                    length.compareTo(SHORTEST) >= 0
                        && length.compareTo(LONGEST) <= 0
                        && length.equals(Duration.ofHours(length.toHours())));
  }
}
