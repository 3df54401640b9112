package io.siyu.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

  @Test
  void a_range_includes_its_ends() {
    Instant end = NOW.plusSeconds(1);

    assertThat(Times.inRange(NOW, NOW, end, "input", "at")).isEqualTo(NOW);
    assertThat(Times.inRange(end, NOW, end, "input", "at")).isEqualTo(end);
    refused(() -> Times.inRange(NOW.minusNanos(1), NOW, end, "input", "at"));
    refused(() -> Times.inRange(end.plusNanos(1), NOW, end, "input", "at"));
    refused(() -> Times.inRange(null, NOW, end, "input", "at"));
  }

  @Test
  void what_no_operator_can_mean_is_not_plausible() {
    Instant nearlyTenYears = NOW.plus(Duration.ofDays(3652));

    assertThat(Times.plausible(nearlyTenYears, NOW, "input", "at")).isEqualTo(nearlyTenYears);
    refused(() -> Times.plausible(NOW.plus(Duration.ofDays(3654)), NOW, "input", "at"));
    refused(() -> Times.plausible(Instant.parse("1999-12-31T23:59:59Z"), NOW, "input", "at"));
    refused(() -> Times.plausible(Instant.MAX, NOW, "input", "at"));
    refused(() -> Times.plausible(Instant.MIN, NOW, "input", "at"));
  }

  private static void refused(Runnable check) {
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.field()).containsExactly("input", "at"));
  }
}
