package io.siyu.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Orders and their prices. */
@ConfigMapping(prefix = "siyu.order")
public interface OrderConfig {

  /** How long a new order waits for its payment. */
  @WithDefault("15m")
  Duration paymentWindow();

  /** The share of the goods that points may pay, in percent, 0–100. */
  @WithDefault("50")
  int pointsSharePercent();

  /** How long after it left the shop a delivery that nobody confirmed counts as received. */
  @WithDefault("10d")
  Duration completeAfter();

  /** Freight of a delivery, in fen. */
  @WithDefault("800")
  long freightFen();

  /** From this amount of goods on, after discounts, a delivery is free; in fen. */
  @WithDefault("9900")
  long freeFreightFromFen();
}
