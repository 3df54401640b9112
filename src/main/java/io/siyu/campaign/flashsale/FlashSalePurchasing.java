package io.siyu.campaign.flashsale;

import io.siyu.campaign.CampaignStatus;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.order.NewOrder;
import io.siyu.order.NewOrderLine;
import io.siyu.order.OrderCreation;
import io.siyu.order.OrderSource;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The purchase in PostgreSQL: one transaction that claims slots, counts for the member and creates
 * the order, or does nothing. Safe without any gate in front of it.
 */
@ApplicationScoped
class FlashSalePurchasing {

  private static final String MUTATION = "buyFlashSaleItem";

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final FlashSaleRepository repository;
  private final OrderCreation orders;
  private final FlashSaleConfig config;
  private final CrashPoints crashPoints;
  private final Clock clock;

  FlashSalePurchasing(
      Idempotency idempotency,
      MemberDirectory members,
      FlashSaleRepository repository,
      OrderCreation orders,
      FlashSaleConfig config,
      CrashPoints crashPoints,
      Clock clock) {
    this.idempotency = idempotency;
    this.members = members;
    this.repository = repository;
    this.orders = orders;
    this.config = config;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /**
   * @return the order, also when the key bought it before
   * @throws SlotTaken when one of the slots is sold
   */
  Uni<Bought> withSlots(FlashSaleAttempt attempt, List<Integer> slots) {
    return once(
        attempt,
        (terms, order) ->
            repository
                .claim(terms.item(), slots, order)
                .invoke(
                    claimed -> {
                      if (claimed != slots.size()) {
                        throw new SlotTaken();
                      }
                    }));
  }

  /** Without the gate: takes any free slots. */
  Uni<Bought> withAnySlots(FlashSaleAttempt attempt) {
    return once(
        attempt,
        (terms, order) ->
            repository
                .claimAny(terms.item(), attempt.quantity(), order)
                .invoke(
                    claimed -> {
                      if (claimed != attempt.quantity()) {
                        throw FlashSaleRefusals.soldOut(claimed);
                      }
                    }));
  }

  private Uni<Bought> once(FlashSaleAttempt attempt, Claim claim) {
    AtomicReference<UUID> made = new AtomicReference<>();
    return idempotency
        .once(
            attempt.member(),
            MUTATION,
            attempt.key(),
            attempt.fingerprint(),
            () ->
                members
                    .lock(attempt.member())
                    .chain(() -> repository.terms(attempt.item()))
                    .onItem()
                    .ifNull()
                    .failWith(() -> RequestFailure.notFound("Flash-sale item"))
                    .invoke(this::checkWindow)
                    .call(terms -> count(terms, attempt))
                    .chain(terms -> order(terms, attempt, claim))
                    .invoke(made::set))
        .map(order -> new Bought(order, order.equals(made.get())));
  }

  private void checkWindow(SaleTerms terms) {
    Instant now = clock.instant();
    if (now.isBefore(terms.opensAt())) {
      throw FlashSaleRefusals.notOpen(terms.opensAt());
    }
    boolean sells =
        terms.status() == CampaignStatus.SCHEDULED || terms.status() == CampaignStatus.RUNNING;
    if (!sells || !now.isBefore(terms.closesAt())) {
      throw FlashSaleRefusals.over();
    }
  }

  private Uni<Void> count(SaleTerms terms, FlashSaleAttempt attempt) {
    return repository
        .count(terms, attempt.member(), attempt.quantity())
        .chain(
            allowed ->
                allowed
                    ? Uni.createFrom().voidItem()
                    : repository
                        .taken(terms.item(), attempt.member())
                        .invoke(
                            taken -> {
                              throw FlashSaleRefusals.limitReached(terms.perMemberLimit() - taken);
                            })
                        .replaceWithVoid());
  }

  private Uni<UUID> order(SaleTerms terms, FlashSaleAttempt attempt, Claim claim) {
    NewOrder order =
        new NewOrder(
            attempt.member(),
            OrderSource.FLASH_SALE,
            terms.item(),
            List.of(new NewOrderLine(terms.sku(), attempt.quantity(), terms.price())),
            List.of(),
            0,
            attempt.delivery(),
            clock.instant().plus(config.paymentTime()),
            true,
            null);
    return orders
        .create(order)
        .call(id -> repository.insert(attempt, id))
        .call(id -> claim.slots(terms, id))
        .invoke(() -> crashPoints.reach("flashSale.beforeCommit"));
  }

  private interface Claim {
    Uni<Integer> slots(SaleTerms terms, UUID order);
  }
}
