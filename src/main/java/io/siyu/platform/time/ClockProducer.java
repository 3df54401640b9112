package io.siyu.platform.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Business time: UTC at PostgreSQL's precision, so that a stored instant equals the one in memory.
 */
class ClockProducer {

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return new MicrosecondClock();
  }

  /** {@link Clock#tick} would do, but its {@code millis()} divides by zero below a millisecond. */
  private static final class MicrosecondClock extends Clock {

    @Override
    public Instant instant() {
      return Instant.now().truncatedTo(ChronoUnit.MICROS);
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
}
