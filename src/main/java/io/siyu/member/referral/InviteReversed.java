package io.siyu.member.referral;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.platform.event.DomainEvent;
import java.util.UUID;

/** An invite counts no more, for good: the order behind it was refunded. */
@RegisterForReflection
public record InviteReversed(UUID invite, UUID inviter) implements DomainEvent {

  @Override
  public String eventKey() {
    return invite.toString();
  }
}
