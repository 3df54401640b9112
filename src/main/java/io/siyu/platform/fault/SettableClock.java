package io.siyu.platform.fault;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Business time that a test moves. It goes on ticking from where it was set, so that frequent jobs
 * keep running.
 */
@Singleton
@IfBuildProfile("fault")
public class SettableClock extends Clock {

  private volatile Duration offset = Duration.ZERO;

  void set(Instant now) {
    offset = Duration.between(Instant.now(), now);
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
    throw new UnsupportedOperationException(
        "Business time is UTC; ask BrandCalendar for local days.");
  }
}
