package io.siyu.outreach;

import io.siyu.chain.ChainPaymentMissed;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has those told whose payment for a chain or team did not get what it was for. */
@ApplicationScoped
class NoticesOnPaymentMissed implements EventSubscriber<ChainPaymentMissed> {

  private final MissedPaymentNotices notices;

  NoticesOnPaymentMissed(MissedPaymentNotices notices) {
    this.notices = notices;
  }

  /** As it was called when it told of seats alone: messages that wait carry it. */
  @Override
  public String name() {
    return "outreach.noticesOnSeatMissed";
  }

  @Override
  public Class<ChainPaymentMissed> eventType() {
    return ChainPaymentMissed.class;
  }

  @Override
  public Uni<Void> on(ChainPaymentMissed event) {
    return notices.tell(event);
  }
}
