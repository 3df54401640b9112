package io.siyu.member;

import io.siyu.platform.event.Events;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Tells that a member is here, in the caller's transaction; the first time of a day counts. */
@ApplicationScoped
class MemberPresence {

  private final Events events;
  private final BrandCalendar calendar;

  MemberPresence(Events events, BrandCalendar calendar) {
    this.events = events;
    this.calendar = calendar;
  }

  Uni<Void> tell(UUID member) {
    Instant now = calendar.now();
    return events.publish(new MemberSeen(member, calendar.dayOf(now), now));
  }
}
