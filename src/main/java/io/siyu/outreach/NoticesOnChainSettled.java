package io.siyu.outreach;

import io.siyu.chain.ChainSettled;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has those told who joined a chain that was settled. */
@ApplicationScoped
class NoticesOnChainSettled implements EventSubscriber<ChainSettled> {

  private final ChainNotices notices;

  NoticesOnChainSettled(ChainNotices notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return "outreach.noticesOnChainSettled";
  }

  @Override
  public Class<ChainSettled> eventType() {
    return ChainSettled.class;
  }

  @Override
  public Uni<Void> on(ChainSettled event) {
    return notices.note(event.chainId());
  }
}
