package io.siyu.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.platform.database.SqlFailures;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Lets payments that would wait for one another's hot row share a transaction instead (see
 * docs/adr/0032-payments-of-a-chain-share-transactions.md). A payment is answered once the
 * transaction with it has committed; when that fails, every payment gets one of its own, so that
 * one that cannot be settled fails alone.
 */
@ApplicationScoped
class PaymentQueues {

  private static final Logger LOG = Logger.getLogger(PaymentQueues.class);

  /** Few, so that many share; several, so that chains seldom wait for one another. */
  private static final int QUEUES = 4;

  /** On each queue; whatever comes beyond is told again by the gateway. */
  private static final int MOST_WAITING = 2_000;

  /** Far above what a batch takes, its payments one by one included. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TradeDecision decision;
  private final List<Gathering<ToldTrade, Void>> queues;
  private final CrashPoints crashPoints;
  private final DistributionSummary sizes;
  private final Counter alone;
  private final AtomicInteger waiting;

  PaymentQueues(
      TradeDecision decision,
      BatchPlace place,
      PaymentConfig config,
      MeterRegistry meters,
      CrashPoints crashPoints) {
    this.decision = decision;
    this.crashPoints = crashPoints;
    this.queues =
        IntStream.range(0, QUEUES)
            .mapToObj(
                queue ->
                    new Gathering<>(
                        config.mostTogether(), MOST_WAITING, PATIENCE, place, this::decideTogether))
            .toList();
    this.sizes = meters.summary("siyu.payment.batch.size");
    this.alone = meters.counter("siyu.payment.batch.alone");
    this.waiting = meters.gauge("siyu.payment.batch.waiting", new AtomicInteger());
  }

  /** Outside of a transaction; safe to repeat. */
  Uni<Void> take(ToldTrade told) {
    if (told.isKnown()) {
      return Uni.createFrom().voidItem();
    }
    return told.maySettleWithOthers() ? join(told) : decision.decide(List.of(told));
  }

  private Uni<Void> join(ToldTrade told) {
    int queue = Math.floorMod(told.payment().hotspot().hashCode(), QUEUES);
    return Uni.createFrom()
        .deferred(
            () -> {
              waiting.incrementAndGet();
              return queues.get(queue).add(told).onTermination().invoke(waiting::decrementAndGet);
            });
  }

  private Uni<Function<ToldTrade, Uni<Void>>> decideTogether(List<ToldTrade> trades) {
    sizes.record(trades.size());
    Map<ToldTrade, Throwable> failed = new ConcurrentHashMap<>();
    return decide(trades, failed)
        .invoke(() -> crashPoints.reach("batch.afterCommit"))
        .replaceWith(
            told ->
                failed.containsKey(told)
                    ? Uni.createFrom().failure(failed.get(told))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> decide(List<ToldTrade> trades, Map<ToldTrade, Throwable> failed) {
    return trades.isEmpty()
        ? Uni.createFrom().voidItem()
        : decision
            .decide(trades)
            .onFailure()
            .recoverWithUni(failure -> decideApart(trades, failure, failed));
  }

  private Uni<Void> decideApart(
      List<ToldTrade> trades, Throwable failure, Map<ToldTrade, Throwable> failed) {
    if (trades.size() == 1 || SqlFailures.isUnavailable(failure)) {
      trades.forEach(told -> failed.put(told, failure));
      return Uni.createFrom().voidItem();
    }
    if (failure instanceof PaidAlone some) {
      List<ToldTrade> apart = trades.stream().filter(told -> isOf(told, some)).toList();
      List<ToldTrade> rest = trades.stream().filter(told -> !isOf(told, some)).toList();
      return apart.isEmpty()
          ? eachAlone(trades, failed)
          : decide(rest, failed).chain(() -> eachAlone(apart, failed));
    }
    LOG.warnf(
        "%d payments are settled one by one, as together it failed: %s",
        trades.size(), failure.toString());
    return eachAlone(trades, failed);
  }

  private Uni<Void> eachAlone(List<ToldTrade> trades, Map<ToldTrade, Throwable> failed) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (ToldTrade told : trades.stream().distinct().sorted(ToldTrade.ORDER).toList()) {
      all =
          all.invoke(() -> alone.increment())
              .chain(() -> unlessAway(failed, told))
              .onFailure()
              .invoke(failure -> failed.put(told, failure))
              .onFailure()
              .recoverWithNull();
    }
    return all;
  }

  /** Once the database is away for one, nobody else waits for it in turn. */
  private Uni<Void> unlessAway(Map<ToldTrade, Throwable> failed, ToldTrade told) {
    return failed.values().stream()
        .filter(SqlFailures::isUnavailable)
        .findFirst()
        .map(away -> Uni.createFrom().<Void>failure(away))
        .orElseGet(() -> decision.decide(List.of(told)));
  }

  private static boolean isOf(ToldTrade told, PaidAlone some) {
    return some.orders().contains(told.payment().orderId());
  }
}
