package io.siyu.payment;

import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Sends a decided refund to the gateway. */
@ApplicationScoped
class RefundDelivery implements OutboxHandler {

  static final String HANDLER = "payment.refund";

  private final RefundSettlement settlement;

  RefundDelivery(RefundSettlement settlement) {
    this.settlement = settlement;
  }

  @Override
  public String name() {
    return HANDLER;
  }

  @Override
  public boolean transactional() {
    return false;
  }

  @Override
  public Uni<Void> handle(OutboxMessage message) {
    return settlement.settle(UUID.fromString(message.payload().getString("refundId")));
  }
}
