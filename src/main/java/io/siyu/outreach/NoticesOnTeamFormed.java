package io.siyu.outreach;

import io.siyu.chain.ChainTeamFormed;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has those told whose team has formed. */
@ApplicationScoped
class NoticesOnTeamFormed implements EventSubscriber<ChainTeamFormed> {

  private final TeamNotices notices;

  NoticesOnTeamFormed(TeamNotices notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return "outreach.noticesOnTeamFormed";
  }

  @Override
  public Class<ChainTeamFormed> eventType() {
    return ChainTeamFormed.class;
  }

  @Override
  public Uni<Void> on(ChainTeamFormed event) {
    return notices.formed(event);
  }
}
