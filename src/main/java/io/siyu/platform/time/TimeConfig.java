package io.siyu.platform.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Where the brand lives. */
@ConfigMapping(prefix = "siyu.time")
public interface TimeConfig {

  /** IANA zone that decides calendar days, quiet hours and weekly rhythms. */
  @WithDefault("Asia/Shanghai")
  ZoneId zone();
}
