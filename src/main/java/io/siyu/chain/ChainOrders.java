package io.siyu.chain;

import io.siyu.order.OrderCompleted;
import io.siyu.order.OrderFacts;
import io.siyu.order.OrderParticipant;
import io.siyu.order.OrderRefunds;
import io.siyu.order.OrderSource;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What a chain does when something happens to the order of one of its entries. */
@ApplicationScoped
class ChainOrders implements OrderParticipant, EventSubscriber<OrderCompleted> {

  private final EntryRows entries;
  private final ChainRows chains;
  private final ChainStock stock;
  private final ChainHints hints;
  private final OrderRefunds refunds;

  ChainOrders(
      EntryRows entries,
      ChainRows chains,
      ChainStock stock,
      ChainHints hints,
      OrderRefunds refunds) {
    this.entries = entries;
    this.chains = chains;
    this.stock = stock;
    this.hints = hints;
    this.refunds = refunds;
  }

  @Override
  public OrderSource source() {
    return OrderSource.CHAIN;
  }

  /** A payment that came too late is kept and given back: {@link #onRefunded} ends the entry. */
  @Override
  public Uni<Void> onPaid(OrderFacts order, Instant paidAt) {
    return entries
        .pay(order.orderId(), paidAt)
        .chain(
            chain -> {
              if (chain == null) {
                return refuseMoney(order);
              }
              hints.changed(chain);
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> refuseMoney(OrderFacts order) {
    return entries
        .isNumbered(order.orderId())
        .chain(
            numbered ->
                numbered
                    ? Uni.createFrom().voidItem()
                    : refunds.refundWhole(order.orderId(), "CHAIN_PAID_TOO_LATE"));
  }

  @Override
  public Uni<Void> onReleased(OrderFacts order) {
    return entries
        .expire(order.orderId())
        .chain(
            ended ->
                ended == null
                    ? Uni.createFrom().voidItem()
                    : stock
                        .giveBack(ended.id(), ended.member())
                        .chain(() -> chains.letGo(ended.chain(), ended.measure())));
  }

  @Override
  public Uni<Void> onRefunded(OrderFacts order) {
    return entries
        .refund(order.orderId())
        .chain(ended -> ended == null ? Uni.createFrom().voidItem() : leave(ended));
  }

  /** Nothing ships before success. */
  @Override
  public Uni<Boolean> mayShip(OrderFacts order) {
    return entries.isConfirmed(order.orderId());
  }

  private Uni<Void> leave(EntryRows.Ended ended) {
    hints.changed(ended.chain());
    Uni<Void> goods =
        ended.state() == EntryState.FULFILLED
            // They were handed over; whether they come back is the store's business.
            ? Uni.createFrom().voidItem()
            : stock.giveBack(ended.id(), ended.member());
    return goods.chain(
        () ->
            ended.counted()
                ? chains.uncount(ended.chain(), ended.measure())
                : chains.letGo(ended.chain(), ended.measure()));
  }

  @Override
  public String name() {
    return "chain.fulfilEntry";
  }

  @Override
  public Class<OrderCompleted> eventType() {
    return OrderCompleted.class;
  }

  @Override
  public Uni<Void> on(OrderCompleted event) {
    return event.source() == OrderSource.CHAIN
        ? entries.fulfil(event.orderId())
        : Uni.createFrom().voidItem();
  }
}
