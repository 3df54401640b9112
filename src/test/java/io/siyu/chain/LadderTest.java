package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final Money FIRST = Money.ofFen(3900);

  @Test
  void everybody_pays_the_highest_step_that_is_reached() {
    assertThat(at(0).priceNow(FIRST).fen()).isEqualTo(3900);
    assertThat(at(19).priceNow(FIRST).fen()).isEqualTo(3900);
    assertThat(at(20).priceNow(FIRST).fen()).isEqualTo(3500);
    assertThat(at(29).priceNow(FIRST).fen()).isEqualTo(3500);
    assertThat(at(999).priceNow(FIRST).fen()).isEqualTo(3200);
  }

  @Test
  void the_next_step_is_the_minimum_first_and_none_at_the_end() {
    assertThat(at(3).next()).isEqualTo(step(10, 3900));
    assertThat(at(3).remaining(at(3).next())).isEqualTo(7);
    assertThat(at(10).next()).isEqualTo(step(20, 3500));
    assertThat(at(20).next()).isEqualTo(step(30, 3200));
    assertThat(at(30).next()).isNull();
  }

  @Test
  void goods_without_steps_have_one_price_and_no_ladder() {
    Ladder none = Ladder.of(10, FIRST, List.of(), 50);

    assertThat(none.steps()).isEmpty();
    assertThat(none.next()).isNull();
    assertThat(none.priceNow(FIRST)).isEqualTo(FIRST);
  }

  @Test
  void steps_rise_above_the_minimum_within_the_maximum_and_prices_fall() {
    check(List.of());
    check(List.of(step(11, 3899)));
    check(List.of(step(20, 3500), step(100, 1)));

    refused(List.of(step(10, 3500)), "0", "threshold");
    refused(List.of(step(20, 3500), step(20, 3200)), "1", "threshold");
    refused(List.of(step(20, 3500), step(101, 3200)), "1", "threshold");
    refused(List.of(step(20, 3900)), "0", "price");
    refused(List.of(step(20, 3500), step(30, 3500)), "1", "price");
    refused(List.of(step(20, 0)), "0", "price");
    refused(List.of(step(20, -1)), "0", "price");
    refused(List.of(new LadderStep(null, FIRST)), "0", "threshold");
  }

  @Test
  void a_ladder_has_at_most_ten_steps_beyond_the_first() {
    check(steps(10));
    refused(steps(11));
  }

  private static List<LadderStep> steps(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> step(10 + i, 3900 - i)).toList();
  }

  private static Ladder at(long have) {
    return Ladder.of(10, FIRST, List.of(step(20, 3500), step(30, 3200)), have);
  }

  private static void check(List<LadderStep> further) {
    LadderStep.check(further, FIRST, 10, 100, "input", "ladder");
  }

  private static void refused(List<LadderStep> further, String... path) {
    List<String> field =
        IntStream.range(0, path.length + 2)
            .mapToObj(i -> i == 0 ? "input" : i == 1 ? "ladder" : path[i - 2])
            .toList();
    assertThatThrownBy(() -> check(further))
        .isInstanceOfSatisfying(
            InvalidInput.class, invalid -> assertThat(invalid.field()).isEqualTo(field));
  }
}
