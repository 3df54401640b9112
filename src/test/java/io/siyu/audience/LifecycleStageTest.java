package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stages begin on their day, not a day sooner or later. */
class LifecycleStageTest {

  private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

  @Test
  void age_decides_while_the_member_is_not_silent() {
    assertThat(List.of(0, 6, 7, 29, 30, 89, 90, 4000))
        .map(age -> stage(age, 0))
        .containsExactly(
            LifecycleStage.NEW,
            LifecycleStage.NEW,
            LifecycleStage.ACTIVATING,
            LifecycleStage.ACTIVATING,
            LifecycleStage.CONVERTING,
            LifecycleStage.CONVERTING,
            LifecycleStage.RETAINED,
            LifecycleStage.RETAINED);
  }

  @Test
  void silence_counts_before_age() {
    assertThat(List.of(29, 30, 89, 90, 3000))
        .map(silent -> stage(4000, silent))
        .containsExactly(
            LifecycleStage.RETAINED,
            LifecycleStage.AT_RISK,
            LifecycleStage.AT_RISK,
            LifecycleStage.LOST,
            LifecycleStage.LOST);
    assertThat(stage(30, 30)).isEqualTo(LifecycleStage.AT_RISK);
  }

  @Test
  void the_label_needs_presence_and_more_left_than_finished() {
    assertThat(LifecycleLabel.of(4, 2, 1)).isEqualTo(LifecycleLabel.INTERESTED_BUT_UNFINISHED);
    assertThat(LifecycleLabel.of(3, 2, 1)).isNull();
    assertThat(LifecycleLabel.of(4, 1, 0)).isNull();
    assertThat(LifecycleLabel.of(4, 2, 2)).isNull();
  }

  private static LifecycleStage stage(int age, int silent) {
    return LifecycleStage.of(TODAY.minusDays(age), TODAY.minusDays(silent), TODAY);
  }
}
