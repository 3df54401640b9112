package io.siyu.testing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Business time of the application under {@code @QuarkusTest}: the real one until a test moves it.
 * A test that did calls {@link #reset} at its end.
 */
@Singleton
public class MovableClock extends Clock {

  private volatile Duration offset = Duration.ZERO;
  private volatile boolean moved;

  public void advance(Duration by) {
    offset = offset.plus(by);
    moved = true;
  }

  public void reset() {
    offset = Duration.ZERO;
  }

  /**
   * Resets it after a test.
   *
   * @return whether the test had moved it
   */
  boolean goHome() {
    boolean wasMoved = moved;
    reset();
    moved = false;
    return wasMoved;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Business time is UTC; ask BrandCalendar.");
  }
}
