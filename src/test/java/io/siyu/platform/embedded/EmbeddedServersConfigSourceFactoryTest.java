package io.siyu.platform.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decides only; no question for an address is asked here, so no server starts. */
class EmbeddedServersConfigSourceFactoryTest {

  private static final int APPLICATION_PROPERTIES = 250;
  private static final int ENVIRONMENT = 300;

  @ParameterizedTest
  @ValueSource(strings = {"dev", "test"})
  void development_and_tests_get_both_servers(String profile) {
    assertEquals(
        Set.of("embedded PostgreSQL", "embedded Redis"), embedded(config(profile, Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "fault", "demo"})
  void any_other_profile_gets_none(String profile) {
    assertEquals(Set.of(), embedded(config(profile, Map.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.datasource.jdbc.url",
        "quarkus.datasource.reactive.url",
        "quarkus.datasource.reactive.url[0]",
        "%test.quarkus.datasource.reactive.url"
      })
  void a_configured_database_is_left_alone(String property) {
    assertEquals(
        Set.of("embedded Redis"), embedded(config("test", Map.of(property, "configured"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_REACTIVE_URL"})
  void a_database_configured_in_the_environment_is_left_alone(String variable) {
    assertEquals(Set.of("embedded Redis"), embedded(environment(Map.of(variable, "configured"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.redis.hosts",
        "quarkus.redis.hosts[0]",
        "quarkus.redis.hosts-provider-name",
        "%test.quarkus.redis.hosts"
      })
  void a_configured_redis_is_left_alone(String property) {
    assertEquals(
        Set.of("embedded PostgreSQL"), embedded(config("test", Map.of(property, "configured"))));
  }

  @Test
  void a_redis_configured_in_the_environment_is_left_alone() {
    assertEquals(
        Set.of("embedded PostgreSQL"),
        embedded(environment(Map.of("QUARKUS_REDIS_HOSTS", "configured"))));
  }

  @Test
  void an_address_of_another_profile_does_not_count() {
    assertEquals(
        Set.of("embedded PostgreSQL", "embedded Redis"),
        embedded(
            config(
                "test",
                Map.of(
                    "%prod.quarkus.datasource.jdbc.url", "configured",
                    "%prod.quarkus.redis.hosts", "configured"))));
  }

  @Test
  void a_configured_address_is_what_the_application_sees() {
    SmallRyeConfig config =
        config(
            "test",
            Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/siyu",
                "quarkus.datasource.username", "app",
                "quarkus.redis.hosts", "redis://cache"));

    assertEquals("jdbc:postgresql://db/siyu", config.getRawValue("quarkus.datasource.jdbc.url"));
    assertEquals("app", config.getRawValue("quarkus.datasource.username"));
    assertEquals("redis://cache", config.getRawValue("quarkus.redis.hosts"));
  }

  @Test
  void a_port_that_is_no_number_names_its_setting() {
    Throwable refusal =
        assertThrows(
            RuntimeException.class,
            () -> config("test", Map.of("siyu.embedded.redis-port", "any")));

    assertTrue(refusal.getMessage().contains("siyu.embedded.redis-port"), refusal.getMessage());
  }

  @Test
  void the_factory_is_registered() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder().withProfile("test").addDiscoveredSources().build();

    assertEquals(Set.of("embedded PostgreSQL", "embedded Redis"), embedded(config));
  }

  private static SmallRyeConfig config(String profile, Map<String, String> properties) {
    return build(
        profile,
        new PropertiesConfigSource(properties, "application.properties", APPLICATION_PROPERTIES));
  }

  private static SmallRyeConfig environment(Map<String, String> variables) {
    return build("test", new io.smallrye.config.EnvConfigSource(variables, ENVIRONMENT));
  }

  private static SmallRyeConfig build(String profile, ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .withProfile(profile)
        .addDefaultInterceptors()
        .withSources(source)
        .withSources(new EmbeddedServersConfigSourceFactory())
        .build();
  }

  private static Set<String> embedded(SmallRyeConfig config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .map(ConfigSource::getName)
        .filter(name -> name.startsWith("embedded "))
        .collect(Collectors.toSet());
  }
}
