package io.siyu.outreach;

import io.siyu.chain.ChainSeatMissed;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has those told who paid and found no seat. */
@ApplicationScoped
class NoticesOnSeatMissed implements EventSubscriber<ChainSeatMissed> {

  private final TeamNotices notices;

  NoticesOnSeatMissed(TeamNotices notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return "outreach.noticesOnSeatMissed";
  }

  @Override
  public Class<ChainSeatMissed> eventType() {
    return ChainSeatMissed.class;
  }

  @Override
  public Uni<Void> on(ChainSeatMissed event) {
    return notices.missed(event);
  }
}
