package io.siyu.audience;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How audiences are kept. */
@ConfigMapping(prefix = "siyu.audience")
public interface AudienceConfig {

  /** How long after a refresh a segment's members are looked for again. */
  @WithDefault("6h")
  Duration segmentRefreshInterval();

  /** Days of orders that the monthly RFM looks at, and one that is asked for without a window. */
  @WithDefault("365")
  int rfmWindowDays();
}
