package io.siyu.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the progress of chain-buys is told. */
@ConfigMapping(prefix = "siyu.chain.progress")
public interface ChainProgressConfig {

  /**
   * Shortest time between two readings of one chain on one instance, however many members join, pay
   * or begin to watch. The first change is told at once, and the last one always.
   */
  @WithDefault("500ms")
  Duration every();
}
