package io.siyu.campaign.flashsale;

import io.siyu.order.OrderFacts;
import io.siyu.order.OrderParticipant;
import io.siyu.order.OrderSource;
import io.siyu.order.PaidOrder;
import io.siyu.platform.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Puts the slots of cancelled and refunded orders back into the sale. */
@ApplicationScoped
class FlashSaleParticipant implements OrderParticipant {

  private static final Logger LOG = Logger.getLogger(FlashSaleParticipant.class);

  private final FlashSaleRepository repository;
  private final FlashSaleGate gate;
  private final FlashSaleProgressFeed progress;
  private final Database database;

  FlashSaleParticipant(
      FlashSaleRepository repository,
      FlashSaleGate gate,
      FlashSaleProgressFeed progress,
      Database database) {
    this.repository = repository;
    this.gate = gate;
    this.progress = progress;
    this.database = database;
  }

  @Override
  public OrderSource source() {
    return OrderSource.FLASH_SALE;
  }

  @Override
  public Uni<Void> onPaid(List<PaidOrder> orders) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> onReleased(OrderFacts order) {
    return release(order);
  }

  /** An order that was cancelled before its late payment came holds nothing any more. */
  @Override
  public Uni<Void> onRefunded(OrderFacts order) {
    return release(order);
  }

  /** Its units are slots of the sale, which are given back together. */
  @Override
  public Uni<String> whyWholeOnly(OrderFacts order) {
    return Uni.createFrom().item("An order of a flash sale is refunded as a whole.");
  }

  private Uni<Void> release(OrderFacts order) {
    UUID item = order.sourceId();
    return repository
        .release(order.orderId())
        .chain(
            slots ->
                slots.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : repository
                        .uncount(item, order.member(), slots.size())
                        .chain(() -> repository.terms(item))
                        .invoke(
                            terms ->
                                database.afterCommit(
                                    () -> tellGate(terms.sale(), item, order.orderId(), slots)))
                        .replaceWithVoid());
  }

  private void tellGate(UUID sale, UUID item, UUID order, List<Integer> slots) {
    gate.release(item, order, slots)
        .subscribe()
        .with(
            done -> progress.changed(sale),
            failure -> LOG.infof("The gate hears of a release later: %s", failure.getMessage()));
  }
}
