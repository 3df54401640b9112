package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.Money;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AllocationTest {

  @Property
  void parts_add_up_to_the_amount_and_none_exceeds_its_weight(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = Integer.MAX_VALUE) Long> fen,
      @ForAll @IntRange(min = 0, max = 1000) int perMille) {
    List<Money> weights = fen.stream().map(Money::ofFen).toList();
    long sum = sum(weights);
    Money amount = Money.ofFen(sum / 1000 * perMille + sum % 1000 * perMille / 1000);
    if (amount.fen() > Integer.MAX_VALUE) {
      return;
    }

    List<Money> parts = Allocation.of(amount, weights);

    assertThat(parts).hasSameSizeAs(weights);
    assertThat(sum(parts)).isEqualTo(amount.fen());
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i)).isBetween(Money.ZERO, weights.get(i));
    }
  }

  @Property
  void no_part_is_a_whole_fen_off_its_exact_share(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = 1_000_000) Long> fen,
      @ForAll @LongRange(min = 0, max = 1_000_000) long wanted) {
    List<Money> weights = fen.stream().map(Money::ofFen).toList();
    long sum = sum(weights);
    long amount = Math.min(wanted, sum);

    List<Money> parts = Allocation.of(Money.ofFen(amount), weights);

    for (int i = 0; i < parts.size(); i++) {
      long error = parts.get(i).fen() * sum - amount * weights.get(i).fen();
      assertThat(Math.abs(error)).isLessThan(sum);
    }
  }

  @Example
  void equal_fractions_favour_the_first_lines() {
    assertThat(Allocation.of(Money.ofFen(100), of(100, 100, 100))).isEqualTo(of(34, 33, 33));
  }

  @Example
  void what_is_not_there_is_not_allocated() {
    assertThat(Allocation.of(Money.ZERO, of(0, 0))).isEqualTo(of(0, 0));
    assertThatThrownBy(() -> Allocation.of(Money.ofFen(1), of(0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Allocation.of(Money.ofFen(-1), of(5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Money> of(long... fen) {
    return LongStream.of(fen).mapToObj(Money::ofFen).toList();
  }

  private static long sum(List<Money> amounts) {
    return amounts.stream().mapToLong(Money::fen).sum();
  }
}
