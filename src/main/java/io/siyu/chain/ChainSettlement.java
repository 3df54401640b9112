package io.siyu.chain;

import io.siyu.order.OrderCancellation;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends every chain whose deadline has passed: close, catch up with the gateway, settle once, refund
 * or confirm each entry (with the difference that a ladder gives back), give the goods left over
 * back. One small transaction per step, each found by state: a killed run is taken up by the next
 * one, and one entry that fails holds up no other.
 */
@ApplicationScoped
class ChainSettlement implements ScheduledJob {

  private static final Logger LOG = Logger.getLogger(ChainSettlement.class);
  private static final int CHAINS = 20;

  /** Small enough that the claim is renewed often while the gateway is slow. */
  private static final int ENTRIES = 20;

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
   * @return how many changes of chains and entries it made
   */
  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::close)
        .chain(closed -> plus(closed, drain(run)))
        .chain(sum -> plus(sum, run.batches(this::settle)))
        .chain(sum -> plus(sum, windUp(run, null)));
  }

  private static Uni<Long> plus(long sum, Uni<Long> more) {
    return more.map(count -> sum + count);
  }

  /** From here on nobody joins and nobody withdraws. */
  private Uni<Integer> close() {
    return rows.due(CHAINS).chain(due -> oneByOne(due, this::close));
  }

  private Uni<Integer> close(UUID chain) {
    hints.changed(chain);
    crashPoints.reach("chain.closing");
    return chains.move(chain, ChainState.CLOSED, "DEADLINE_PASSED");
  }

  /**
   * Asks the gateway about every payment that is still open. Closing one ends its order and entry;
   * one that was paid is caught up with. What cannot be asked now keeps its chain waiting.
   */
  private Uni<Long> drain(JobRun run) {
    return eachEntry(
        run, null, rows::reserved, entry -> cancellation.cancel(entry.order(), "CHAIN_CLOSED"));
  }

  private Uni<Integer> settle() {
    return rows.decidable(CHAINS).chain(ids -> oneByOne(ids, this::settle));
  }

  private Uni<Integer> settle(UUID chain) {
    hints.changed(chain);
    crashPoints.reach("chain.settling");
    return rows.settle(chain)
        .call(settled -> settled == 0 ? Uni.createFrom().voidItem() : announcements.settled(chain));
  }

  private Uni<Long> windUp(JobRun run, UUID after) {
    return run.batch(() -> rows.unfinished(after, CHAINS))
        .chain(
            page -> {
              Uni<Long> all = Uni.createFrom().item(0L);
              for (UUID chain : page) {
                all = all.chain(sum -> plus(sum, windUpChain(run, chain)));
              }
              return page.size() < CHAINS
                  ? all
                  : all.chain(sum -> plus(sum, windUp(run, page.get(page.size() - 1))));
            });
  }

  private Uni<Long> windUpChain(JobRun run, UUID chain) {
    return refund(run, chain)
        .chain(sum -> plus(sum, giveDifferences(run, chain)))
        .chain(sum -> plus(sum, run.batches(() -> rows.confirm(chain, CONFIRMED_AT_ONCE))))
        .chain(sum -> run.batch(() -> finish(chain)).map(finished -> sum + finished));
  }

  /** Every entry by its own order, in its own transaction. */
  private Uni<Long> refund(JobRun run, UUID chain) {
    return eachEntry(
        run,
        null,
        (after, limit) -> rows.unrefunded(chain, after, limit),
        entry ->
            run.batch(
                () -> {
                  crashPoints.reach("chain.refunding");
                  return refunds.refundWhole(entry.order(), "CHAIN_NOT_FORMED");
                }));
  }

  /** So too what a ladder gives back of a successful chain. */
  private Uni<Long> giveDifferences(JobRun run, UUID chain) {
    return eachEntry(
        run,
        null,
        (after, limit) -> ladders.due(chain, after, limit),
        entry -> run.batch(() -> differences.confirm(entry)));
  }

  private Uni<Integer> finish(UUID chain) {
    return stock
        .returnRest(chain)
        .invoke(() -> crashPoints.reach("chain.windingUp"))
        .chain(() -> rows.finish(chain));
  }

  private static Uni<Integer> oneByOne(List<UUID> ids, Function<UUID, Uni<Integer>> step) {
    Uni<Integer> all = Uni.createFrom().item(0);
    for (UUID id : ids) {
      all = all.chain(sum -> step.apply(id).map(count -> sum + count));
    }
    return all;
  }

  /** A failure is logged and left for the next run, which meets the entry again. */
  private static Uni<Long> eachAlone(
      List<SettlementRows.Waiting> page, Function<SettlementRows.Waiting, Uni<?>> step) {
    Uni<Long> all = Uni.createFrom().item(0L);
    for (SettlementRows.Waiting entry : page) {
      Supplier<Uni<?>> deferred = () -> step.apply(entry);
      all =
          all.chain(
              sum ->
                  Uni.createFrom()
                      .deferred(() -> deferred.get().replaceWith(sum + 1))
                      .onFailure()
                      .recoverWithItem(
                          failure -> {
                            LOG.warnf(
                                "Order %s of a chain that ended: %s",
                                entry.order(), failure.toString());
                            return sum;
                          }));
    }
    return all;
  }

  /** Page by page, behind the entry that was last, so that one that fails is not met again. */
  private static Uni<Long> eachEntry(
      JobRun run,
      UUID after,
      BiFunction<UUID, Integer, Uni<List<SettlementRows.Waiting>>> pages,
      Function<SettlementRows.Waiting, Uni<?>> step) {
    return run.batch(() -> pages.apply(after, ENTRIES))
        .chain(
            page ->
                eachAlone(page, step)
                    .chain(
                        done ->
                            page.size() < ENTRIES
                                ? Uni.createFrom().item(done)
                                : plus(
                                    done,
                                    eachEntry(
                                        run, page.get(page.size() - 1).entry(), pages, step))));
  }
}
