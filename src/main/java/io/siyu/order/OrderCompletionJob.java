package io.siyu.order;

import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
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
import org.jboss.logging.Logger;

/**
 * Completes deliveries that nobody confirmed, a while after they left the shop; not while the
 * member asks for a refund. Pick-ups it leaves alone: their goods may still lie at the store, and
 * staff say when they are gone.
 */
@ApplicationScoped
class OrderCompletionJob implements ScheduledJob {

  private static final Logger LOG = Logger.getLogger(OrderCompletionJob.class);
  private static final int BATCH = 50;
  private static final String CAUSE = "COMPLETED_BY_TIME";
  private static final String DUE =
      """
      o.status = 'SHIPPED'
        AND EXISTS (SELECT FROM order_transition t
                    WHERE t.order_id = o.id AND t.to_status = 'SHIPPED' AND t.at <= $1)
        AND NOT EXISTS (SELECT FROM refund_request r
                        WHERE r.order_id = o.id AND r.state = 'REQUESTED')""";

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;
  private final OrderCompletion completion;
  private final OrderConfig config;
  private final Clock clock;

  OrderCompletionJob(
      Database database,
      Sql sql,
      MemberDirectory members,
      OrderCompletion completion,
      OrderConfig config,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.members = members;
    this.completion = completion;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "order-completion";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return next(run, clock.instant().minus(config.completeAfter()), null, 0);
  }

  /** By keyset, so that one that fails is met again by the next run and blocks none. */
  private Uni<Long> next(JobRun run, Instant shippedBefore, UUID after, long sum) {
    return run.batch(() -> due(shippedBefore, after))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : completeAll(due, shippedBefore)
                        .chain(
                            () ->
                                next(
                                    run,
                                    shippedBefore,
                                    due.get(due.size() - 1).id(),
                                    sum + due.size())));
  }

  private Uni<List<Due>> due(Instant shippedBefore, UUID after) {
    return sql.list(
        "SELECT id, member_id FROM customer_order o WHERE "
            + DUE
            + " AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3",
        row -> new Due(row.uuid("id"), row.uuid("member_id")),
        shippedBefore,
        after,
        BATCH);
  }

  private Uni<Void> completeAll(List<Due> due, Instant shippedBefore) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(order -> complete(order, shippedBefore))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Looks again under the lock: a refund may have been asked for meanwhile. */
  private Uni<Boolean> complete(Due order, Instant shippedBefore) {
    return database
        .transaction(
            () ->
                members
                    .lockEvenIfGone(order.member())
                    .chain(
                        () ->
                            sql.first(
                                "SELECT id FROM customer_order o WHERE " + DUE + " AND id = $2",
                                row -> row.uuid("id"),
                                shippedBefore,
                                order.id()))
                    .chain(
                        still ->
                            still == null
                                ? Uni.createFrom().item(false)
                                : completion.complete(order.id(), CAUSE, clock.instant())))
        .onFailure()
        .invoke(failure -> LOG.warnf("Order %s: %s", order.id(), failure.toString()))
        .onFailure()
        .recoverWithItem(false);
  }

  private record Due(UUID id, UUID member) {}
}
