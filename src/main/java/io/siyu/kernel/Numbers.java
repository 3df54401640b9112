package io.siyu.kernel;

import java.util.List;

/** Range checks of numbers that a client sent. */
public final class Numbers {

  private Numbers() {}

  /**
   * @throws InvalidInput when it is missing or outside of [min, max]
   */
  public static int inRange(Integer value, int min, int max, String... field) {
    if (value == null || value < min || value > max) {
      throw new InvalidInput(
          List.of(field), "The number must be between " + min + " and " + max + ".");
    }
    return value;
  }
}
