package io.siyu.audience;

import io.siyu.member.MemberSeen;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Notes the days on which members are here. */
@ApplicationScoped
class ActivityOnMemberSeen implements EventSubscriber<MemberSeen> {

  private final MemberActivity activity;

  ActivityOnMemberSeen(MemberActivity activity) {
    this.activity = activity;
  }

  @Override
  public String name() {
    return "audience.activityOnSeen";
  }

  @Override
  public Class<MemberSeen> eventType() {
    return MemberSeen.class;
  }

  @Override
  public Uni<Void> on(MemberSeen event) {
    return activity.seen(event.member(), event.day(), event.at());
  }
}
