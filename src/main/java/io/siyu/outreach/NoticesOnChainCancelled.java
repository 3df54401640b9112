package io.siyu.outreach;

import io.siyu.chain.ChainCancelled;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has those told who joined a chain that was called off. */
@ApplicationScoped
class NoticesOnChainCancelled implements EventSubscriber<ChainCancelled> {

  private final ChainNotices notices;

  NoticesOnChainCancelled(ChainNotices notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return "outreach.noticesOnChainCancelled";
  }

  @Override
  public Class<ChainCancelled> eventType() {
    return ChainCancelled.class;
  }

  @Override
  public Uni<Void> on(ChainCancelled event) {
    return notices.note(event.chainId());
  }
}
