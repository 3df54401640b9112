package io.siyu.platform.graphql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings of production, with rates small enough to reach. Every test calls from an address of its
 * own, named by the proxy's header, so that the tests do not eat each other's share.
 */
final class LockedDoors {

  static final int PER_ADDRESS = 20;
  static final int PER_MEMBER = 10;
  static final int LOGINS_PER_ADDRESS = 3;

  private LockedDoors() {}

  private static Map<String, String> rates() {
    Map<String, String> settings = new HashMap<>();
    settings.put("siyu.graphql.address-rate-limit", String.valueOf(PER_ADDRESS));
    settings.put("siyu.graphql.member-rate-limit", String.valueOf(PER_MEMBER));
    // Longer than the tests: a window that ends in between would let more through.
    settings.put("siyu.graphql.rate-window", "30m");
    settings.put("siyu.graphql.socket-init-timeout", "5s");
    settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
    settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1");
    return settings;
  }

  /** Only documents that were shipped. */
  public static final class TrustedOnly implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = rates();
      settings.put("siyu.graphql.trusted-documents-only", "true");
      settings.put("siyu.graphql.introspection", "false");
      return settings;
    }
  }

  /** The proxy is elsewhere: whoever calls is not to be believed. */
  public static final class WithoutProxy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = rates();
      settings.put("quarkus.http.proxy.trusted-proxies", "192.0.2.1");
      settings.put("siyu.security.operator-login-limit", String.valueOf(LOGINS_PER_ADDRESS));
      return settings;
    }
  }

  /** Any document but introspection, and nobody listens where Redis should be. */
  public static final class WithoutRedis implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = rates();
      settings.put("siyu.graphql.introspection", "false");
      settings.put("quarkus.redis.hosts", "redis://127.0.0.1:1");
      return settings;
    }
  }
}
