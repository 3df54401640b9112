package io.siyu.coupon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How coupons are had. */
@ConfigMapping(prefix = "siyu.coupon")
public interface CouponConfig {

  /** Codes that one member may try within ten minutes, right or wrong. */
  @WithDefault("20")
  int codeAttempts();

  /**
   * Codes that may be tried from one address within ten minutes. Higher, as many phones share the
   * address of their carrier.
   */
  @WithDefault("500")
  int codeAttemptsPerAddress();

  /** Codes of members in stores that one operator may enter within ten minutes, right or wrong. */
  @WithDefault("60")
  int storeCodeAttempts();
}
