package io.siyu.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Property tests against the running application. jqwik's own engine never sees the methods of a
 * {@code @QuarkusTest} class (they are skipped without a word), so a Jupiter test calls this, which
 * uses jqwik's generators and shrinking. A failure names the seed; {@code -Dsiyu.test.seed=…}
 * repeats the run.
 */
public final class Properties {

  private static final int GENERATOR_SIZE = 1000;
  private static final Duration SHRINKING_PATIENCE = Duration.ofSeconds(60);

  private Properties() {}

  /** A claim about one sample; an exception or assertion error refutes it. */
  @FunctionalInterface
  public interface Claim<T> {
    void check(T sample) throws Exception;
  }

  /**
   * Checks the claim for random samples. Every check must be independent of the others (its own
   * member, its own order), because shrinking checks again and again.
   *
   * @throws AssertionError with the seed and the smallest sample found that refutes the claim
   */
  public static <T> void forAll(Arbitrary<T> arbitrary, int tries, Claim<T> claim) {
    run(
        seed -> {
          RandomGenerator<T> generator = arbitrary.generator(GENERATOR_SIZE, true);
          Random random = new Random(seed);
          for (int i = 0; i < tries; i++) {
            Shrinkable<T> sample = generator.next(random);
            Throwable failure = failure(sample.value(), claim);
            if (failure != null) {
              throw refuted(smallest(sample, claim), sample.value(), seed, failure);
            }
          }
        });
  }

  /**
   * The same for sequences of steps. A failing one is reduced by leaving steps out.
   *
   * @param length of every sequence
   */
  public static <S> void forAllSequences(
      Arbitrary<S> steps, int length, int tries, Claim<List<S>> claim) {
    run(
        seed -> {
          RandomGenerator<S> generator = steps.generator(GENERATOR_SIZE, true);
          Random random = new Random(seed);
          for (int i = 0; i < tries; i++) {
            List<S> sample = new ArrayList<>();
            for (int step = 0; step < length; step++) {
              sample.add(generator.next(random).value());
            }
            Throwable failure = failure(sample, claim);
            if (failure != null) {
              throw refuted(shortest(sample, claim), length + " steps", seed, failure);
            }
          }
        });
  }

  private static void run(java.util.function.LongConsumer property) {
    long seed = Long.getLong("siyu.test.seed", new Random().nextLong());
    JqwikSession.run(() -> property.accept(seed));
  }

  private static <T> T smallest(Shrinkable<T> sample, Claim<T> claim) {
    long deadline = System.nanoTime() + SHRINKING_PATIENCE.toNanos();
    Shrinkable<T> smallest = sample;
    Iterator<Shrinkable<T>> candidates = smallest.shrink().iterator();
    while (candidates.hasNext() && System.nanoTime() < deadline) {
      Shrinkable<T> candidate = candidates.next();
      if (failure(candidate.value(), claim) != null) {
        smallest = candidate;
        candidates = smallest.shrink().iterator();
      }
    }
    return smallest.value();
  }

  private static <S> List<S> shortest(List<S> sample, Claim<List<S>> claim) {
    long deadline = System.nanoTime() + SHRINKING_PATIENCE.toNanos();
    List<S> shortest = sample;
    for (int chunk = sample.size() / 2; chunk > 0; chunk /= 2) {
      int from = shortest.size() - chunk;
      while (from >= 0 && System.nanoTime() < deadline) {
        List<S> without = new ArrayList<>(shortest);
        without.subList(from, from + chunk).clear();
        if (failure(without, claim) != null) {
          shortest = without;
        }
        from = Math.min(from - chunk, shortest.size() - chunk);
      }
    }
    return shortest;
  }

  private static AssertionError refuted(
      Object smallest, Object original, long seed, Throwable failure) {
    return new AssertionError(
        "Refuted by %s (first by %s; repeat with -Dsiyu.test.seed=%d): %s"
            .formatted(smallest, original, seed, failure.getMessage()),
        failure);
  }

  private static <T> Throwable failure(T sample, Claim<T> claim) {
    try {
      claim.check(sample);
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }
}
