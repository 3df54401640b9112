package io.siyu.order;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Cancels orders whose time to pay is over. The gateway is asked first: one that was paid there is
 * a paid order, however late we hear of it.
 */
@ApplicationScoped
class OrderTimeouts implements ScheduledJob {

  private static final Logger LOG = Logger.getLogger(OrderTimeouts.class);
  private static final int BATCH = 50;

  /** Answers of a slow gateway are awaited side by side. */
  private static final int AT_ONCE = 8;

  private final OrderRepository orders;
  private final OrderCancellation cancellation;
  private final Clock clock;

  OrderTimeouts(OrderRepository orders, OrderCancellation cancellation, Clock clock) {
    this.orders = orders;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "order-payment-timeout";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return next(run, clock.instant(), null, 0);
  }

  /** By keyset, so that one that fails is met again by the next run and blocks none. */
  private Uni<Long> next(JobRun run, Instant now, OrderRow after, long sum) {
    return run.batch(() -> orders.overdue(now, after, BATCH))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : cancelAll(due)
                        .chain(() -> next(run, now, due.get(due.size() - 1), sum + due.size())));
  }

  private Uni<Void> cancelAll(List<OrderRow> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUni(this::cancel)
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<CancelResult> cancel(OrderRow order) {
    return cancellation
        .cancel(order.id(), "PAYMENT_TIMEOUT")
        .onFailure()
        .invoke(failure -> LOG.warnf("Order %s: %s", order.id(), failure.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
