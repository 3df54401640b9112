package io.siyu.campaign.flashsale;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nobody listens where Redis should be. */
final class RedisAway {

  private static final String NOBODY = "redis://127.0.0.1:1";

  private RedisAway() {}

  /** As configured by default. */
  public static final class Pauses implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.redis.hosts", NOBODY);
    }
  }

  /** The sale goes on without its gate. */
  public static final class SellsFromPostgresql implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.redis.hosts", NOBODY, "siyu.flash-sale.when-redis-is-down", "POSTGRESQL");
    }
  }
}
