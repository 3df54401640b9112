package io.siyu.points.entitlement;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.event.Events;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.points.Redemptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Publishes that entitlements near their end, or ask for renewal, and ends the redemptions of those
 * that lapsed unused. The mark and the event share a transaction, so that each is published once
 * whatever crashes; a row that somebody is using at this moment is the next run's.
 */
@ApplicationScoped
class EntitlementEvents implements ScheduledJob {

  private final Database database;
  private final Sql sql;
  private final Events events;
  private final Redemptions redemptions;
  private final EntitlementConfig config;
  private final Clock clock;

  EntitlementEvents(
      Database database,
      Sql sql,
      Events events,
      Redemptions redemptions,
      EntitlementConfig config,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.events = events;
    this.redemptions = redemptions;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "entitlement-events";
  }

  @Override
  public Duration every() {
    return config.every();
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::publishExpiring)
        .chain(expiring -> run.batches(this::publishRenewals).map(renewals -> expiring + renewals))
        .chain(told -> run.batches(this::endLapsed).map(lapsed -> told + lapsed));
  }

  private Uni<Integer> publishExpiring() {
    return database.transaction(
        () ->
            sql.list(
                    """
                    UPDATE entitlement SET expiring_told_at = $1
                    WHERE id IN (
                      SELECT e.id FROM entitlement e
                      JOIN member ON member.id = e.member_id AND member.status <> 'DELETED'
                      WHERE e.expiring_told_at IS NULL AND e.revoked_at IS NULL
                        AND e.used < e.total AND e.expiring_from <= $1 AND e.expires_at > $1
                      ORDER BY e.expiring_from LIMIT $2 FOR UPDATE OF e SKIP LOCKED)
                    RETURNING id, member_id, name, total - used AS remaining, expires_at""",
                    row ->
                        new EntitlementExpiring(
                            row.uuid("id"),
                            row.uuid("member_id"),
                            row.text("name"),
                            row.integer("remaining"),
                            row.instant("expires_at")),
                    clock.instant(),
                    config.batchSize())
                .chain(expiring -> each(expiring, events::publish)));
  }

  private Uni<Integer> publishRenewals() {
    return database.transaction(
        () ->
            sql.list(
                    """
                    UPDATE entitlement SET renewal_told_at = $1
                    WHERE id IN (
                      SELECT e.id FROM entitlement e
                      JOIN member ON member.id = e.member_id AND member.status <> 'DELETED'
                      WHERE e.renewal_told_at IS NULL AND e.used = e.total
                      ORDER BY e.id LIMIT $2 FOR UPDATE OF e SKIP LOCKED)
                    RETURNING id, member_id, name, total""",
                    row ->
                        new EntitlementRenewal(
                            row.uuid("id"),
                            row.uuid("member_id"),
                            row.text("name"),
                            row.integer("total")),
                    clock.instant(),
                    config.batchSize())
                .chain(completed -> each(completed, events::publish)));
  }

  /**
   * Their points cannot come back any more. The entitlement stays unlocked: a cancellation locks
   * the redemption first, and whoever changes that row first wins.
   */
  private Uni<Integer> endLapsed() {
    return database.transaction(
        () ->
            sql.list(
                    """
                    SELECT redemption.id FROM redemption
                    JOIN entitlement e ON e.source = 'POINTS' AND e.source_id = redemption.id
                    WHERE redemption.state = 'ISSUED' AND e.used = 0 AND e.expires_at <= $1
                    ORDER BY redemption.id LIMIT $2""",
                    row -> row.uuid("id"),
                    clock.instant(),
                    config.batchSize())
                .chain((List<UUID> lapsed) -> each(lapsed, redemptions::complete)));
  }

  private static <T> Uni<Integer> each(List<T> items, Function<T, Uni<Void>> work) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (T item : items) {
      all = all.chain(() -> work.apply(item));
    }
    return all.replaceWith(items.size());
  }
}
