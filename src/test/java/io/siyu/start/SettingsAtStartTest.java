package io.siyu.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.siyu.platform.settings.Settings;
import io.siyu.testing.GivenSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting has a check, every default passes it, and every check tells a wrong value. */
class SettingsAtStartTest {

  private static final Map<String, String> RANGES = SettingsAtStart.values();

  /** Names of all mappings with their defaults, which may be null. */
  private static final Map<String, String> SETTINGS = settings();

  /** Texts of any content; what these may be is looked at one by one. */
  private static final Set<String> FREE =
      Set.of(
          "siyu.wechat.app-id",
          "siyu.wechat.app-secret",
          "siyu.wecom.corp-id",
          "siyu.wecom.secret",
          "siyu.wecom.token",
          "siyu.wecom.encoding-aes-key",
          "siyu.security.first-admin-name",
          "siyu.security.first-admin-password",
          "siyu.member.departure-key",
          "siyu.graphql.hidden-fields",
          // A relative address, and as such an address.
          "siyu.wechat.base-url");

  @Test
  void no_setting_is_left_out() {
    Set<String> own = new TreeSet<>(RANGES.keySet());
    own.removeIf(
        name ->
            !name.startsWith("siyu.")
                || name.startsWith("siyu.embedded.")
                || name.startsWith("siyu.fault."));

    assertThat(own).isEqualTo(SETTINGS.keySet());
    assertThat(SETTINGS).hasSizeGreaterThan(50);
  }

  @Test
  void every_default_is_within_its_range() {
    Map<String, String> defaults = new TreeMap<>(SETTINGS);
    defaults.values().removeIf(Objects::isNull);

    assertThat(
            GivenSettings.inProfiles("demo")
                .with(necessary())
                .with(defaults)
                .problems(SettingsAtStart.CHECKS))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("named")
  void a_value_that_means_nothing_is_told_by_name_and_not_repeated(String name) {
    assertThat(given().with(name, "hunter2").problems(SettingsAtStart.CHECKS))
        .singleElement()
        .asString()
        .startsWith(Settings.named(name) + " is ")
        .doesNotContain("hunter2", "\n");
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void a_value_beyond_its_range_is_told(String name) {
    String least = RANGES.get(name).split(" to ")[0];
    boolean number = least.matches("\\d+");

    for (String value : List.of(number ? "-1" : "PT-1S", number ? "2000000000" : "5000d")) {
      assertThat(given().with(name, value).problems(SettingsAtStart.CHECKS))
          .as(name + " = " + value)
          .contains(
              Settings.named(name) + " is " + value + "; it must be from " + RANGES.get(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "siyu.demo.enabled, true, is true; production refuses demo data",
    "siyu.payment.gateway, sandbox, is the sandbox",
    "siyu.wechat.mode, sandbox, is the sandbox",
    "siyu.graphql.introspection, true, is true",
    "siyu.graphql.trusted-documents-only, false, is false",
    "quarkus.smallrye-graphql.schema-available, true, is on",
    "quarkus.smallrye-graphql.ui.always-include, true, is on",
    "siyu.graphql.hidden-fields, Query.viewer, does not hide Mutation.sandboxPay",
    "siyu.graphql.hidden-fields, Mutation.sandboxPayX, does not hide Mutation.sandboxPay",
  })
  void production_keeps_closed_what_a_demo_may_open(String name, String value, String expected) {
    assertThat(given().with(name, value).problems(SettingsAtStart.CHECKS))
        .singleElement()
        .asString()
        .startsWith(Settings.named(name) + " " + expected);
    assertThat(
            GivenSettings.inProfiles("demo")
                .with(necessary())
                .with(name, value)
                .problems(SettingsAtStart.CHECKS))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "'72h,72h', is no list of different whole hours",
    "30m, is no list of different whole hours",
    "91d, is no list of different whole hours",
    "'72h,soon', is no list of lengths of time",
  })
  void reminders_go_out_at_different_whole_hours(String value, String expected) {
    assertThat(given().with("siyu.coupon-reminders.before", value).problems(SettingsAtStart.CHECKS))
        .singleElement()
        .asString()
        .startsWith("siyu.coupon-reminders.before (SIYU_COUPON_REMINDERS_BEFORE) " + expected);
  }

  @Test
  void a_process_that_only_migrates_needs_postgresql_alone() {
    GivenSettings migration =
        GivenSettings.inProduction()
            .with("siyu.migration.mode", "ONLY")
            .with("quarkus.datasource.jdbc.url", "jdbc:postgresql://db/siyu")
            .with("quarkus.datasource.username", "owner")
            .with("quarkus.datasource.password", "0123456789")
            .with("siyu.wechat.app-id", "placeholder");

    assertThat(migration.problems(SettingsAtStart.CHECKS)).isEmpty();
    assertThat(migration.with("siyu.migraton.mode", "x").problems(SettingsAtStart.CHECKS))
        .containsExactly(
            "siyu.migraton.mode (SIYU_MIGRATON_MODE) is no setting;"
                + " did you mean siyu.migration.mode?");
  }

  @Test
  void the_longest_backoff_is_not_the_shorter_one() {
    assertThat(
            given()
                .with("siyu.outbox.first-backoff", "10s")
                .with("siyu.outbox.max-backoff", "9s")
                .problems(SettingsAtStart.CHECKS))
        .singleElement()
        .asString()
        .startsWith("siyu.outbox.max-backoff (SIYU_OUTBOX_MAX_BACKOFF) is shorter than ");
  }

  static Stream<String> named() {
    return SETTINGS.keySet().stream().filter(name -> !FREE.contains(name)).sorted();
  }

  static Stream<String> bounded() {
    return SETTINGS.keySet().stream()
        .filter(name -> RANGES.get(name).matches("\\d+\\w* to \\d+\\w*"))
        .sorted();
  }

  private static GivenSettings given() {
    return GivenSettings.inProduction().with(necessary());
  }

  /** Without which production does not start. */
  private static Map<String, String> necessary() {
    return Map.ofEntries(
        Map.entry("quarkus.datasource.reactive.url", "postgresql://db/siyu"),
        Map.entry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db/siyu"),
        Map.entry("quarkus.datasource.username", "siyu"),
        Map.entry("quarkus.datasource.password", "0123456789"),
        Map.entry("quarkus.redis.hosts", "redis://cache"),
        Map.entry("siyu.graphql.hidden-fields", "Mutation.sandboxPay"),
        Map.entry("smallrye.jwt.sign.key.location", "classpath:private.pem"),
        Map.entry("mp.jwt.verify.publickey.location", "classpath:public.pem"),
        Map.entry("siyu.wechat.app-id", "wx0123456789abcdef"),
        Map.entry("siyu.wechat.app-secret", "0123456789abcdef0123456789abcdef"),
        Map.entry("siyu.member.departure-key", "0123456789abcdef0123456789abcdef"));
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.siyu")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .map(type -> ConfigClass.configClass(type.reflect()))
            .forEach(mapping -> settings.putAll(mapping.getProperties()));
    // A list's items, each of which could have a setting of its own.
    settings.keySet().removeIf(name -> name.contains("[*]"));
    return settings;
  }
}
