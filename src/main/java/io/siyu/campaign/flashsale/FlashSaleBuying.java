package io.siyu.campaign.flashsale;

import io.siyu.kernel.ErrorCategory;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.SqlFailures;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One attempt to buy: through the gate, then in PostgreSQL, then back to the gate with the result.
 * Whatever gets lost on the way back is found by {@link GateRepair}.
 */
@ApplicationScoped
public class FlashSaleBuying {

  private static final Logger LOG = Logger.getLogger(FlashSaleBuying.class);

  private final FlashSaleGate gate;
  private final GateRebuild rebuild;
  private final FlashSalePurchasing purchasing;
  private final FlashSaleRepository repository;
  private final FlashSaleProgressFeed progress;
  private final FlashSaleConfig config;
  private final Database database;
  private final CrashPoints crashPoints;
  private final Clock clock;

  FlashSaleBuying(
      FlashSaleGate gate,
      GateRebuild rebuild,
      FlashSalePurchasing purchasing,
      FlashSaleRepository repository,
      FlashSaleProgressFeed progress,
      FlashSaleConfig config,
      Database database,
      CrashPoints crashPoints,
      Clock clock) {
    this.gate = gate;
    this.rebuild = rebuild;
    this.purchasing = purchasing;
    this.repository = repository;
    this.progress = progress;
    this.config = config;
    this.database = database;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /**
   * @return the order's id; the same key gets the same order again
   * @throws Refusal with a {@link FlashSaleErrorCode}
   */
  Uni<UUID> buy(FlashSaleAttempt attempt) {
    return attempt(attempt, false, 0);
  }

  private Uni<UUID> attempt(FlashSaleAttempt attempt, boolean again, int round) {
    if (round >= config.slotAttempts()) {
      return Uni.createFrom().failure(FlashSaleRefusals.busy());
    }
    return ask(attempt, again)
        .onItem()
        .transformToUni(
            answer -> answer == null ? withoutGate(attempt) : decide(attempt, answer, round));
  }

  /**
   * @return null when Redis is away and the sale goes on without it
   */
  private Uni<GateAnswer> ask(FlashSaleAttempt attempt, boolean again) {
    return gate.take(attempt, clock.instant(), config.reservation(), again)
        .chain(
            answer ->
                answer.verdict() == GateVerdict.MISSING
                    ? rebuild
                        .ensure(attempt.item())
                        .chain(
                            () -> gate.take(attempt, clock.instant(), config.reservation(), again))
                    : Uni.createFrom().item(answer))
        .onFailure(FlashSaleBuying::isUnavailable)
        .recoverWithUni(
            () ->
                switch (config.whenRedisIsDown()) {
                  case PAUSE -> Uni.createFrom().failure(FlashSaleRefusals.paused());
                  case POSTGRESQL -> Uni.createFrom().nullItem();
                });
  }

  private Uni<UUID> decide(FlashSaleAttempt attempt, GateAnswer answer, int round) {
    return switch (answer.verdict()) {
      case RESERVED -> purchase(attempt, answer, round);
      case BOUGHT -> Uni.createFrom().item(answer.order());
      case UNSETTLED -> recall(attempt, round);
      // Emptied twice in a moment; the next round rebuilds it again.
      case MISSING -> attempt(attempt, false, round + 1);
      case KEY_REUSED -> Uni.createFrom().failure(FlashSaleRefusals.keyReused());
      case NOT_OPEN -> Uni.createFrom().failure(FlashSaleRefusals.notOpen(answer.at()));
      case OVER -> Uni.createFrom().failure(FlashSaleRefusals.over());
      case LIMIT -> Uni.createFrom().failure(FlashSaleRefusals.limitReached(answer.left()));
      case SOLD_OUT -> Uni.createFrom().failure(FlashSaleRefusals.soldOut(answer.left()));
    };
  }

  private Uni<UUID> purchase(FlashSaleAttempt attempt, GateAnswer reserved, int round) {
    crashPoints.reach("flashSale.afterGate");
    return purchasing
        .withSlots(attempt, reserved.slots())
        .invoke(() -> crashPoints.reach("flashSale.afterCommit"))
        .call(bought -> tell(attempt, reserved, bought))
        .map(Bought::order)
        .onFailure(SlotTaken.class)
        .recoverWithUni(() -> withOtherSlots(attempt, reserved, round))
        .onFailure(FlashSaleBuying::isDecided)
        .call(() -> giveBack(attempt.item(), reserved.token(), List.of()));
  }

  private Uni<UUID> withOtherSlots(FlashSaleAttempt attempt, GateAnswer reserved, int round) {
    return database
        .read(() -> repository.sold(attempt.item(), reserved.slots()))
        .chain(sold -> giveBack(attempt.item(), reserved.token(), sold))
        .chain(() -> attempt(attempt, false, round + 1));
  }

  /** The gate has forgotten what became of this key's reservation: PostgreSQL knows. */
  private Uni<UUID> recall(FlashSaleAttempt attempt, int round) {
    return database
        .read(() -> repository.purchase(attempt.item(), attempt.member(), attempt.key()))
        .onItem()
        .transformToUni(
            purchase ->
                purchase == null
                    ? attempt(attempt, true, round + 1)
                    : quietly(gate.learn("", purchase)).replaceWith(purchase.order()));
  }

  private Uni<UUID> withoutGate(FlashSaleAttempt attempt) {
    return purchasing.withAnySlots(attempt).map(Bought::order);
  }

  private Uni<Void> tell(FlashSaleAttempt attempt, GateAnswer reserved, Bought bought) {
    Purchase purchase =
        new Purchase(
            attempt.item(),
            reserved.sale(),
            attempt.member(),
            attempt.key(),
            attempt.fingerprint().hex(),
            bought.order(),
            reserved.slots());
    Uni<Boolean> confirmed =
        bought.now() ? gate.sold(reserved.token(), purchase) : Uni.createFrom().item(false);
    return quietly(
            confirmed.chain(
                known ->
                    known
                        ? Uni.createFrom().voidItem()
                        : tellTruth(reserved.token(), bought.order())))
        .invoke(() -> progress.changed(reserved.sale()));
  }

  /**
   * The gate was rebuilt meanwhile, or the key had bought before: only PostgreSQL knows the slots.
   */
  private Uni<Void> tellTruth(String token, UUID order) {
    return database
        .read(() -> repository.purchase(order))
        .chain(purchase -> gate.learn(token, purchase))
        .replaceWithVoid();
  }

  private Uni<Void> giveBack(UUID item, String token, List<SoldSlot> sold) {
    return quietly(gate.giveBack(item, token, sold));
  }

  /** The purchase stands whatever the gate says; what it missed is repaired. */
  private static Uni<Void> quietly(Uni<?> step) {
    return step.replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.infof("The gate was not told: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private static boolean isUnavailable(Throwable failure) {
    return failure instanceof RequestFailure known && known.category() == ErrorCategory.UNAVAILABLE;
  }

  /** Nothing was committed, for certain; after any other failure the reservation runs out. */
  private static boolean isDecided(Throwable failure) {
    return failure instanceof Refusal
        || failure instanceof RequestFailure
        || SqlFailures.isRejected(failure);
  }
}
