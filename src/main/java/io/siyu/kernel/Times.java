package io.siyu.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Range checks of moments that a client sent. */
public final class Times {

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** Ten years. */
  private static final Duration FURTHEST = Duration.ofDays(3653);

  private Times() {}

  /**
   * @throws InvalidInput when it is missing or outside of [min, max]
   */
  public static Instant inRange(Instant value, Instant min, Instant max, String... field) {
    if (value == null || value.isBefore(min) || value.isAfter(max)) {
      throw new InvalidInput(
          List.of(field), "The time must be between " + min + " and " + max + ".");
    }
    return value;
  }

  /**
   * For a moment without a narrower rule: the database cannot store every one that can be written
   * down, and sums with the extreme ones overflow.
   *
   * @throws InvalidInput when it is missing, before the year 2000 or more than ten years ahead
   */
  public static Instant plausible(Instant value, Instant now, String... field) {
    return inRange(value, EARLIEST, now.plus(FURTHEST), field);
  }
}
