package io.siyu.campaign.flashsale;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How flash sales run. */
@ConfigMapping(prefix = "siyu.flash-sale")
public interface FlashSaleConfig {

  /** What buying does while Redis is away. */
  enum RedisDown {
    /** Refuses with SALE_PAUSED; nothing is lost. */
    PAUSE,
    /** Takes free slots in PostgreSQL directly: slower, and every attempt reaches the database. */
    POSTGRESQL
  }

  /** PAUSE refuses while Redis is away, POSTGRESQL sells without the gate. */
  @WithDefault("PAUSE")
  RedisDown whenRedisIsDown();

  /** How long the gate keeps slots for an attempt that has not become an order. */
  @WithDefault("60s")
  Duration reservation();

  /** How often one attempt asks for other slots when PostgreSQL finds them sold. */
  @WithDefault("20")
  int slotAttempts();

  /** How long an attempt waits while another one rebuilds the gate. */
  @WithDefault("5s")
  Duration rebuildWait();

  /** How long an order has to be paid before its units are sold again. */
  @WithDefault("15m")
  Duration paymentTime();

  /** How long a gate stays in Redis after its sale has closed. */
  @WithDefault("1h")
  Duration gateAfterClose();

  /** How often lost reservations and releases are looked for. */
  @WithDefault("10s")
  Duration repairEvery();

  /** Shortest time between two progress messages of one sale on one replica. */
  @WithDefault("500ms")
  Duration progressEvery();

  /**
   * A sale somebody watches is read after this time although nobody told of a change, because what
   * tells may get lost with an instance or with Redis. Nothing is sent unless it changed.
   */
  @WithDefault("15s")
  Duration progressAnywayEvery();
}
