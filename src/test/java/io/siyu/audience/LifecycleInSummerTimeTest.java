package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days are those of the calendar, also when one of them has no midnight and only 23 hours. */
@QuarkusTest
@TestProfile(LifecycleInSummerTimeTest.Cairo.class)
class LifecycleInSummerTimeTest {

  /** Clocks go from 0:00 to 1:00 on the last Friday of April. */
  private static final ZoneId ZONE = ZoneId.of("Africa/Cairo");

  private static final LocalDate SHORT_DAY = LocalDate.of(2027, 4, 30);

  /** A brand in a zone with daylight saving. */
  public static class Cairo implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("siyu.time.zone", ZONE.getId());
    }
  }

  @Inject LifecycleScenario scenario;
  @Inject MovableClock clock;

  @AfterEach
  void letTimeGoOn() {
    clock.reset();
  }

  @Test
  void a_stage_begins_with_the_day_that_has_no_midnight() {
    Instant begin = SHORT_DAY.atStartOfDay(ZONE).toInstant();
    assertThat(begin.atZone(ZONE).getHour()).as("the zone skips midnight").isEqualTo(1);
    Instant joined = SHORT_DAY.minusDays(7).atTime(23, 30).atZone(ZONE).toInstant();
    UUID member = scenario.member(joined, joined);

    assertThat(scenario.stageAt(begin.minusSeconds(1), member)).isEqualTo(LifecycleStage.NEW);
    assertThat(scenario.stageAt(begin.plusSeconds(1), member)).isEqualTo(LifecycleStage.ACTIVATING);
  }

  @Test
  void the_thirtieth_day_of_silence_comes_an_hour_early_over_the_change() {
    LocalDate seenOn = SHORT_DAY.minusDays(10);
    Instant seen = seenOn.atTime(0, 0, 5).atZone(ZONE).toInstant();
    UUID member = scenario.member(seen.minusSeconds(200L * 86_400), seen);
    Instant thirtieth = seenOn.plusDays(30).atStartOfDay(ZONE).toInstant();

    assertThat(scenario.stageAt(thirtieth.minusSeconds(1), member))
        .isEqualTo(LifecycleStage.RETAINED);
    assertThat(scenario.stageAt(thirtieth, member)).isEqualTo(LifecycleStage.AT_RISK);
  }
}
