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

  /**
   * A chain or team somebody watches is read after this time although nobody told of a change,
   * because what tells may get lost with an instance or with Redis. Nothing is sent unless it
   * changed.
   */
  @WithDefault("15s")
  Duration anywayEvery();
}
