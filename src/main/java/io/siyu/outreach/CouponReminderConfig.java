package io.siyu.outreach;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** When members are reminded of coupons that are about to end. */
@ConfigMapping(prefix = "siyu.coupon-reminders")
public interface CouponReminderConfig {

  /**
   * How long before its end a coupon is reminded of, in whole hours; each length is a kind of its
   * own and happens at most once per coupon.
   */
  @WithDefault("72h,24h")
  List<Duration> before();

  /** How often due coupons are looked for. */
  @WithDefault("10m")
  Duration every();

  /** Members handled in one transaction. */
  @WithDefault("100")
  int batchSize();
}
