package io.siyu.campaign.flashsale;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Puts a missing gate up again from PostgreSQL. One attempt does it, the others wait. Purchases
 * that commit meanwhile are not in the snapshot: their slots look free until PostgreSQL refuses
 * them once, or the purchase itself reports them.
 */
@ApplicationScoped
class GateRebuild {

  /** A rebuild that takes longer has lost its owner. */
  private static final Duration LOCK = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FlashSaleGate gate;
  private final FlashSaleRepository repository;
  private final FlashSaleConfig config;
  private final Database database;
  private final CrashPoints crashPoints;
  private final Clock clock;

  GateRebuild(
      FlashSaleGate gate,
      FlashSaleRepository repository,
      FlashSaleConfig config,
      Database database,
      CrashPoints crashPoints,
      Clock clock) {
    this.gate = gate;
    this.repository = repository;
    this.config = config;
    this.database = database;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /**
   * Returns when the gate stands.
   *
   * @throws RequestFailure NOT_FOUND when there is no such item, UNAVAILABLE when nobody gets it up
   *     in time
   */
  Uni<Void> ensure(UUID item) {
    return ensure(item, Ids.next(), config.rebuildWait().dividedBy(PAUSE));
  }

  private Uni<Void> ensure(UUID item, UUID owner, long pauses) {
    return gate.lock(item, owner, LOCK)
        .chain(
            state ->
                switch (state) {
                  case "BUILT" -> Uni.createFrom().voidItem();
                  case "LOCKED" -> rebuild(item, owner);
                  default -> later(item, owner, pauses);
                });
  }

  private Uni<Void> later(UUID item, UUID owner, long pauses) {
    if (pauses <= 0) {
      return Uni.createFrom()
          .failure(RequestFailure.unavailable("The sale is being prepared. Please try again."));
    }
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(() -> ensure(item, owner, pauses - 1));
  }

  private Uni<Void> rebuild(UUID item, UUID owner) {
    return database
        .read(() -> repository.snapshot(item))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Flash-sale item"))
        .invoke(() -> crashPoints.reach("flashSale.beforeRebuild"))
        .chain(snapshot -> gate.build(owner, Ids.next(), snapshot, keep(snapshot)))
        .replaceWithVoid();
  }

  private Duration keep(SaleSnapshot snapshot) {
    Duration open = Duration.between(clock.instant(), snapshot.closesAt());
    return (open.isNegative() ? Duration.ZERO : open).plus(config.gateAfterClose());
  }
}
