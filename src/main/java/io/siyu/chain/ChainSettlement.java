package io.siyu.chain;

import io.siyu.order.OrderCancellation;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobLanes;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Ends every chain whose deadline has passed: close, catch up with the gateway, settle once, refund
 * or confirm each entry (with the difference that a ladder gives back), give the goods left over
 * back. One small transaction per step, each found by state: a killed run is taken up by the next
 * one, and one chain or entry that fails holds up no other.
 */
@ApplicationScoped
class ChainSettlement implements ScheduledJob {

  /** Answers of a slow gateway are awaited side by side. */
  private static final int GATEWAY_AT_ONCE = 8;

  private static final int CONFIRMED_AT_ONCE = 500;

  private final SettlementRows rows;
  private final ChainRows chains;
  private final ChainStock stock;
  private final ChainHints hints;
  private final ChainAnnouncements announcements;
  private final OrderCancellation cancellation;
  private final OrderRefunds refunds;
  private final LadderRows ladders;
  private final ChainDifferences differences;
  private final Database database;
  private final CrashPoints crashPoints;

  ChainSettlement(
      SettlementRows rows,
      ChainRows chains,
      ChainStock stock,
      ChainHints hints,
      ChainAnnouncements announcements,
      OrderCancellation cancellation,
      OrderRefunds refunds,
      LadderRows ladders,
      ChainDifferences differences,
      Database database,
      CrashPoints crashPoints) {
    this.rows = rows;
    this.chains = chains;
    this.stock = stock;
    this.hints = hints;
    this.announcements = announcements;
    this.cancellation = cancellation;
    this.refunds = refunds;
    this.ladders = ladders;
    this.differences = differences;
    this.database = database;
    this.crashPoints = crashPoints;
  }

  @Override
  public String name() {
    return "chain-settlement";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  /**
   * In rounds, each of which does a bounded piece of every chain, so that none waits for the
   * thousands of entries of another.
   *
   * @return how many changes of chains and entries it made
   */
  @Override
  public Uni<Long> run(JobRun run) {
    return new SettlementLanes(run).rounds(lanes -> round(run, lanes));
  }

  private Uni<Long> round(JobRun run, JobLanes<SettlementLanes.Lane> lanes) {
    return lanes
        .each(
            (after, limit) -> database.read(() -> rows.due(after, limit)),
            lane -> run.batch(() -> close(lane.chain())))
        .chain(
            sum ->
                plus(
                    sum,
                    lanes.each(
                        (after, limit) -> run.batch(() -> rows.draining(after, limit)),
                        lane -> drain(run, lane))))
        .chain(
            sum ->
                plus(
                    sum,
                    lanes.each(
                        (after, limit) -> run.batch(() -> rows.decidable(after, limit)),
                        lane -> run.batch(() -> settle(lane.chain())))))
        .chain(
            sum ->
                plus(
                    sum,
                    lanes.each(
                        (after, limit) -> run.batch(() -> rows.unfinished(after, limit)),
                        lane -> windUp(run, lane))));
  }

  private static Uni<Long> plus(long sum, Uni<Long> more) {
    return more.map(count -> sum + count);
  }

  /** From here on nobody joins and nobody withdraws. */
  private Uni<Long> close(UUID chain) {
    hints.changed(chain);
    crashPoints.reach("chain.closing");
    return chains.move(chain, ChainState.CLOSED, "DEADLINE_PASSED").map(Integer::longValue);
  }

  /**
   * Asks the gateway about some payments that are still open. Closing one ends its order and entry;
   * one that was paid is caught up with. What cannot be asked now keeps its chain waiting.
   */
  private Uni<Long> drain(JobRun run, SettlementLanes.Lane lane) {
    return lane.page(
        "drain",
        (after, limit) -> run.batch(() -> rows.reserved(lane.chain(), after, limit)),
        GATEWAY_AT_ONCE,
        entry -> cancellation.cancel(entry.order(), "CHAIN_CLOSED"));
  }

  private Uni<Long> settle(UUID chain) {
    hints.changed(chain);
    crashPoints.reach("chain.settling");
    return rows.settle(chain)
        .call(settled -> settled == 0 ? Uni.createFrom().voidItem() : announcements.settled(chain))
        .map(Integer::longValue);
  }

  /** Some of its entries; once nothing is left of them, the chain itself. */
  private Uni<Long> windUp(JobRun run, SettlementLanes.Lane lane) {
    return refund(run, lane)
        .chain(sum -> plus(sum, giveDifferences(run, lane)))
        .chain(sum -> plus(sum, confirm(run, lane)))
        .chain(
            sum ->
                lane.hasMore()
                    ? Uni.createFrom().item(sum)
                    : plus(sum, run.batch(() -> finish(lane.chain()))));
  }

  /**
   * Every entry by its own order, in its own transaction. One after another: they would meet at the
   * rows of the claim and of the goods anyway, and none of them asks the gateway.
   */
  private Uni<Long> refund(JobRun run, SettlementLanes.Lane lane) {
    return lane.page(
        "refund",
        (after, limit) -> run.batch(() -> rows.unrefunded(lane.chain(), after, limit)),
        1,
        entry ->
            run.batch(
                () -> {
                  crashPoints.reach("chain.refunding");
                  return rows.refundCause(lane.chain())
                      .chain(cause -> refunds.refundWhole(entry.order(), cause));
                }));
  }

  /** So too what a ladder gives back of a successful chain. */
  private Uni<Long> giveDifferences(JobRun run, SettlementLanes.Lane lane) {
    return lane.page(
        "difference",
        (after, limit) -> run.batch(() -> ladders.due(lane.chain(), after, limit)),
        1,
        entry -> run.batch(() -> differences.confirm(entry)));
  }

  private Uni<Long> confirm(JobRun run, SettlementLanes.Lane lane) {
    return run.batch(() -> rows.confirm(lane.chain(), CONFIRMED_AT_ONCE))
        .invoke(
            confirmed -> {
              if (confirmed == CONFIRMED_AT_ONCE) {
                lane.keepForNextRound();
              }
            })
        .map(Integer::longValue);
  }

  private Uni<Long> finish(UUID chain) {
    return stock
        .returnRest(chain)
        .invoke(() -> crashPoints.reach("chain.windingUp"))
        .chain(() -> rows.finish(chain))
        .map(Integer::longValue);
  }
}
