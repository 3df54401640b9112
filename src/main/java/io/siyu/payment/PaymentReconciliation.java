package io.siyu.payment;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks the gateway about payments that were begun and whose notice did not come, also about those
 * that were closed since: their prepay may have been on its way.
 */
@ApplicationScoped
class PaymentReconciliation implements ScheduledJob {

  private static final Logger LOG = Logger.getLogger(PaymentReconciliation.class);
  private static final int BATCH = 50;

  /** Closed payments of one run, so that open ones wait for no long row of them. */
  private static final long MOST_CLOSED = 1000;

  private final PaymentRepository payments;
  private final PaymentService service;
  private final PaymentConfig config;
  private final Clock clock;

  PaymentReconciliation(
      PaymentRepository payments, PaymentService service, PaymentConfig config, Clock clock) {
    this.payments = payments;
    this.service = service;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "payment-reconciliation";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    Instant now = clock.instant();
    return next(run, now, 0).chain(open -> nextClosed(run, now, 0).map(closed -> open + closed));
  }

  /** Rows are taken in a transaction; the gateway is asked outside of it. */
  private Uni<Long> next(JobRun run, Instant now, long sum) {
    return run.batch(() -> payments.takeDue(now, now.plus(config.queryAfter()), BATCH))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : askAll(due, service::reconcile)
                        .chain(() -> next(run, now, sum + due.size())));
  }

  private Uni<Long> nextClosed(JobRun run, Instant now, long sum) {
    if (sum >= MOST_CLOSED) {
      return Uni.createFrom().item(sum);
    }
    return run.batch(() -> payments.takeDueClosed(now, now.plus(config.queryAfter()), BATCH))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : askAll(due, service::reconcileClosed)
                        .chain(() -> nextClosed(run, now, sum + due.size())));
  }

  private Uni<Void> askAll(List<UUID> due, Function<UUID, Uni<Void>> question) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(id -> ask(id, question))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> ask(UUID paymentId, Function<UUID, Uni<Void>> question) {
    return question
        .apply(paymentId)
        .onFailure()
        .invoke(failure -> LOG.warnf("Payment %s: %s", paymentId, failure.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
