package io.siyu.member;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.util.UUID;

/** A member's profile is complete; published once, or seldom again after fields were emptied. */
@RegisterForReflection
public record ProfileCompleted(UUID member) implements DomainEvent {

  @Override
  public String eventKey() {
    return member.toString();
  }
}
