package io.siyu.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How money is taken. */
@ConfigMapping(prefix = "siyu.payment")
public interface PaymentConfig {

  /**
   * Who moves the money. Without a value it is the sandbox, except in production, which refuses the
   * sandbox: there, payments are unavailable until this is set.
   */
  Optional<Gateway> gateway();

  /** How long after the member began to pay the gateway is asked, should its notice not come. */
  @WithDefault("60s")
  Duration queryAfter();

  /**
   * How many payments of one chain-buy that wait for one another may share a transaction; 1 gives
   * each its own.
   */
  @WithDefault("100")
  int mostTogether();

  /** How long a refund may take before the gateway is asked about it. */
  @WithDefault("10m")
  Duration refundQueryAfter();

  /** The gateways that may be configured. */
  enum Gateway {
    SANDBOX,
    WECHAT
  }
}
