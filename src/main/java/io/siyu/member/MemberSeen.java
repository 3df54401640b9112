package io.siyu.member;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A member was here: logged in, or went on with a session. Told once per member and day.
 *
 * @param day of the brand's calendar
 */
@RegisterForReflection
public record MemberSeen(UUID member, LocalDate day, Instant at) implements DomainEvent {

  @Override
  public String eventKey() {
    return member + ":" + day;
  }
}
