package io.siyu.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Calendar questions, answered in the brand's zone. */
@ApplicationScoped
public class BrandCalendar {

  private final Clock clock;
  private final ZoneId zone;

  BrandCalendar(Clock clock, TimeConfig config) {
    this.clock = clock;
    this.zone = config.zone();
  }

  public Instant now() {
    return clock.instant();
  }

  public ZoneId zone() {
    return zone;
  }

  public LocalDate today() {
    return dayOf(clock.instant());
  }

  /** The day that an instant falls on. */
  public LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** The first instant of a day; a zone may skip midnight. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
