package io.siyu.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.GivenSettings;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every problem is one line that names the setting; a value that cannot be read is not shown. */
class SettingsTest {

  private static final Set<String> SHIPPED = Set.of("prod", "demo");
  private static final String NAME = "siyu.test-group.some-setting";
  private static final String NAMED =
      "siyu.test-group.some-setting (SIYU_TEST_GROUP_SOME_SETTING) ";

  private static final Map<String, Consumer<Settings>> READINGS =
      Map.of(
          "number", settings -> settings.number(NAME, 0, 100),
          "duration", settings -> settings.duration(NAME, "1s", "1h"),
          "flag", settings -> settings.flag(NAME),
          "choice", settings -> settings.choice(NAME, DayOfWeek.class),
          "zone", settings -> settings.value(NAME, ZoneId.class, "", "no zone; write one"));

  @ParameterizedTest
  @CsvSource({
    "number, 0",
    "number, 100",
    "number, ' 7 '",
    "duration, 1s",
    "duration, 1h",
    "duration, 60",
    "duration, PT2M",
    "flag, true",
    "flag, FALSE",
    "flag, on",
    "choice, MONDAY",
    "choice, monday",
    "zone, Asia/Shanghai",
  })
  void a_value_within_its_range_is_no_problem(String reading, String value) {
    assertThat(problems(reading, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number | -1 | is -1; it must be from 0 to 100",
        "number | 101 | is 101; it must be from 0 to 100",
        "number | 99999999999999999999 | is no whole number; write one from 0 to 100",
        "number | 1.5 | is no whole number; write one from 0 to 100",
        "number | hunter2 | is no whole number; write one from 0 to 100",
        "duration | 0 | is 0; it must be from 1s to 1h",
        "duration | 61m | is 61m; it must be from 1s to 1h",
        "duration | hunter2 | is no length of time; write a number and a unit,"
            + " such as 500ms, 30s, 15m, 24h or 7d",
        "flag | hunter2 | is neither true nor false; write one of the two",
        "choice | hunter2 | is none of its values; write one of MONDAY, TUESDAY, WEDNESDAY,"
            + " THURSDAY, FRIDAY, SATURDAY, SUNDAY",
        "zone | hunter2 | is no zone; write one",
        "number | '' | is empty; give it a value, or leave it out",
        "flag | '  ' | is empty; give it a value, or leave it out",
        "zone | ${hunter.two} | refers by ${...} to a setting that does not exist; give that one a"
            + " value, or write \\${ where the two characters are meant",
      })
  void another_one_is_told_in_one_line(String reading, String value, String expected) {
    assertThat(problems(reading, value)).containsExactly(NAMED + expected);
  }

  @Test
  void what_is_not_given_has_its_default() {
    READINGS
        .values()
        .forEach(reading -> assertThat(problems(settings -> settings, reading)).isEmpty());
  }

  @Test
  void a_dollar_and_a_brace_can_be_meant() {
    List<String> read = new ArrayList<>();

    assertThat(
            problems(
                given -> given.with(NAME, "p\\${ss}w$rd"),
                settings -> settings.text(NAME).ifPresent(read::add)))
        .isEmpty();
    assertThat(read).containsExactly("p${ss}w$rd");
  }

  @Test
  void what_is_needed_is_missed_once() {
    Consumer<Settings> needed = settings -> settings.required(NAME, "set it");

    assertThat(problems(given -> given, needed)).containsExactly(NAMED + "is missing; set it");
    assertThat(problems(given -> given.with(NAME, " "), needed))
        .containsExactly(NAMED + "is missing; set it");
    assertThat(problems(given -> given.with(NAME, "${nothing}"), needed)).hasSize(1);
    assertThat(problems(given -> given.with(NAME, "x"), needed)).isEmpty();
  }

  @Test
  void a_misspelt_setting_is_told_with_the_nearest_one() {
    assertThat(
            GivenSettings.inProduction()
                .with("siyu.test-group.some-seting", "hunter2")
                .with("siyu.other", "hunter2")
                .with("another.application", "hunter2")
                .problems(settings -> settings.number(NAME, 0, 100)))
        .containsExactly(
            "siyu.other (SIYU_OTHER) is no setting; did you mean " + NAME + "?",
            "siyu.test-group.some-seting (SIYU_TEST_GROUP_SOME_SETING) is no setting;"
                + " did you mean "
                + NAME
                + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIYU_TEST_GROUP_COLOUR", "SIYU_TESTGROUP_SOMESETTING"})
  void a_misspelt_variable_is_told_with_the_nearest_one(String variable) {
    assertThat(unknown(variable))
        .contains("is no setting; did you mean SIYU_TEST_GROUP_SOME_SETTING?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIYU_TEST_GROUP_SOME_SETTING",
        "SIYU_IMAGE",
        "SIYUAN",
        "SIYU_SERVICE_HOST",
        "SIYU_SERVICE_PORT",
        "SIYU_SERVICE_PORT_HTTP",
        "SIYU_PORT",
        "SIYU_PORT_8080_TCP",
        "SIYU_PORT_8080_TCP_PROTO",
        "SIYU_TEST_GROUP_SERVICE_HOST",
        "SIYU_TEST_GROUP_PORT_9000_TCP_ADDR",
      })
  void a_variable_of_somebody_else_is_left_alone(String variable) {
    assertThat(unknown(variable)).isEmpty();
  }

  @Test
  void management_has_a_port_of_its_own() {
    GivenSettings given =
        GivenSettings.inProduction()
            .with("quarkus.http.port", "9000")
            .with("quarkus.management.port", "9000");

    assertThat(given.problems(new ServerSettings(() -> Long.MAX_VALUE, () -> SHIPPED))).isEmpty();
    assertThat(
            given
                .with("quarkus.management.enabled", "true")
                .problems(new ServerSettings(() -> Long.MAX_VALUE, () -> SHIPPED)))
        .containsExactly(
            "quarkus.management.port (QUARKUS_MANAGEMENT_PORT) is the same as"
                + " quarkus.http.port (QUARKUS_HTTP_PORT); give each its own");
  }

  @Test
  void a_misspelt_profile_does_not_open_the_doors() {
    ServerSettings check = new ServerSettings(() -> Long.MAX_VALUE, () -> SHIPPED);

    assertThat(GivenSettings.inProfiles("production").problems(check))
        .containsExactly(
            "quarkus.profile (QUARKUS_PROFILE) is none that this build knows, so that nothing is"
                + " closed; write prod");
    assertThat(GivenSettings.inProfiles("test").problems(check)).hasSize(1);
    assertThat(GivenSettings.inProfiles("prod,blue").problems(check)).isEmpty();
  }

  @Test
  void too_little_memory_is_told_with_the_option_that_gives_more() {
    assertThat(
            GivenSettings.inProduction()
                .problems(new ServerSettings(() -> 32L << 20, () -> SHIPPED)))
        .containsExactly("-Xmx leaves 32 MiB of memory; give at least 64 MiB, -Xmx64m");
  }

  private static Optional<String> unknown(String variable) {
    return UnknownSettings.variable(
        variable, Map.of("SIYU_TEST_GROUP_SOME_SETTING", NAME), Set.of("siyu.test-group."));
  }

  private static List<String> problems(String reading, String value) {
    return problems(given -> given.with(NAME, value), READINGS.get(reading));
  }

  private static List<String> problems(
      UnaryOperator<GivenSettings> given, Consumer<Settings> reading) {
    return given.apply(GivenSettings.inProduction()).problems(reading::accept);
  }
}
