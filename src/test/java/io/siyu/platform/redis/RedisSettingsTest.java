package io.siyu.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.GivenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

  private static final String HOSTS = "quarkus.redis.hosts";

  private final RedisSettings check = new RedisSettings();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://cache",
        "redis://cache:6379/3",
        "rediss://:hunter2@cache:6380",
        "redis://[::1]:6379",
        "redis://a:6379, redis://b:6379",
        "unix:///var/run/redis.sock",
      })
  void an_address_is_accepted(String hosts) {
    assertThat(GivenSettings.inProduction().with(HOSTS, hosts).problems(check)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache:6379",
        "http://hunter2@cache",
        "redis//:hunter2@cache",
        "redis://:hunter2@",
        "redis://:hunter2@cache:70000",
        "redis://:hunter 2@cache",
        "redis://a:6379,",
        "hunter2",
      })
  void what_is_no_address_is_not_repeated(String hosts) {
    assertThat(GivenSettings.inProduction().with(HOSTS, hosts).problems(check))
        .containsExactly(
            "quarkus.redis.hosts (QUARKUS_REDIS_HOSTS) is no address of Redis;"
                + " write redis://host:6379, or rediss://host:6379 for TLS");
  }

  @Test
  void a_missing_address_is_named() {
    assertThat(GivenSettings.inProduction().problems(check))
        .containsExactly(
            "quarkus.redis.hosts (QUARKUS_REDIS_HOSTS) is missing; set it to redis://host:6379");
    assertThat(
            GivenSettings.inProduction()
                .with("quarkus.redis.hosts-provider-name", "vault")
                .problems(check))
        .isEmpty();
  }
}
