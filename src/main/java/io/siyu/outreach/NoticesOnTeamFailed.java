package io.siyu.outreach;

import io.siyu.chain.ChainTeamFailed;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has those told whose team did not form. */
@ApplicationScoped
class NoticesOnTeamFailed implements EventSubscriber<ChainTeamFailed> {

  private final TeamNotices notices;

  NoticesOnTeamFailed(TeamNotices notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return "outreach.noticesOnTeamFailed";
  }

  @Override
  public Class<ChainTeamFailed> eventType() {
    return ChainTeamFailed.class;
  }

  @Override
  public Uni<Void> on(ChainTeamFailed event) {
    return notices.failed(event);
  }
}
