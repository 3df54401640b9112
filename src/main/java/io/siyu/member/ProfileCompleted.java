package io.siyu.member;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.util.UUID;

/**
 * A member's profile is complete; published once, or seldom again after fields were emptied, and
 * once more for every other record of the person that vanished into it.
 *
 * @param merged the record that vanished; null where none did
 */
@RegisterForReflection
public record ProfileCompleted(UUID member, UUID merged) implements DomainEvent {

  @Override
  public String eventKey() {
    return merged == null ? member.toString() : member + ":" + merged;
  }
}
