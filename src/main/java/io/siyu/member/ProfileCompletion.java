package io.siyu.member;

import io.siyu.platform.event.Events;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Notices that a profile is complete (资料完整). Whoever changes one asks afterwards, in the same
 * transaction: of two changes at once the later one waits for the earlier and sees both.
 */
@ApplicationScoped
class ProfileCompletion {

  private final MemberRewards rewards;
  private final Events events;

  ProfileCompletion(MemberRewards rewards, Events events) {
    this.rewards = rewards;
    this.events = events;
  }

  /** However often fields are emptied and filled again, only the first time brings something. */
  Uni<Void> notice(MemberState state) {
    return notice(state, null);
  }

  /**
   * Told also of a profile that was complete before: what came with the other record waits for it.
   *
   * @param merged the record that vanished into this one
   */
  Uni<Void> noticeAfterMerge(MemberState state, UUID merged) {
    return notice(state, merged);
  }

  private Uni<Void> notice(MemberState state, UUID merged) {
    return state.completionPercent() < 100
        ? Uni.createFrom().voidItem()
        : rewards
            .profileCompleted(state.id())
            .chain(() -> events.publish(new ProfileCompleted(state.id(), merged)));
  }
}
