package io.siyu.chain;

import io.siyu.platform.database.Sql;
import io.siyu.platform.event.Events;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Tells the rest of Siyu what becomes of chains, each thing once. That a chain ended is told by the
 * transaction that ends it; that little is missing is looked for now and then, so that payments,
 * which all meet at the chain's row, have nothing more to do.
 */
@ApplicationScoped
class ChainAnnouncements implements ScheduledJob {

  private static final int BATCH = 50;

  private final Sql sql;
  private final Events events;
  private final Clock clock;

  ChainAnnouncements(Sql sql, Events events, Clock clock) {
    this.sql = sql;
    this.events = events;
    this.clock = clock;
  }

  /** In the transaction that settled it. */
  Uni<Void> settled(UUID chain) {
    return sql.first(
            "SELECT outcome FROM chain WHERE id = $1",
            row -> row.enumeration(ChainOutcome.class, "outcome"),
            chain)
        .chain(outcome -> events.publish(new ChainSettled(chain, outcome, clock.instant())));
  }

  /** In the transaction that called it off; nobody hears of a draft. */
  Uni<Void> cancelled(UUID chain) {
    return sql.first(
            "SELECT published_at IS NOT NULL AS published FROM chain WHERE id = $1",
            row -> row.bool("published"),
            chain)
        .chain(
            published ->
                published
                    ? events.publish(new ChainCancelled(chain, clock.instant()))
                    : Uni.createFrom().voidItem());
  }

  @Override
  public String name() {
    return "chain-nearly-reached";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::announceSome);
  }

  /** As {@link ChainTerms#isNearlyReached} says, which a test holds beside it. */
  private Uni<Integer> announceSome() {
    Instant now = clock.instant();
    return sql.list(
            """
            INSERT INTO chain_announcement (chain_id, kind, at)
            SELECT c.id, 'NEARLY_REACHED', $1::timestamptz FROM chain c
            WHERE c.state = 'OPEN' AND c.deadline > $1 AND c.have > 0
              AND c.minimum - c.have <=
                CASE c.minimum_unit WHEN 'AMOUNT' THEN c.minimum / 5
                                    ELSE greatest(2, c.minimum / 5) END
              AND NOT EXISTS (
                SELECT FROM chain_announcement a
                WHERE a.chain_id = c.id AND a.kind = 'NEARLY_REACHED')
            ORDER BY c.deadline LIMIT $2
            ON CONFLICT ON CONSTRAINT chain_announcement_once DO NOTHING
            RETURNING chain_id""",
            row -> row.uuid("chain_id"),
            now,
            BATCH)
        .call(chains -> publish(chains, now))
        .map(List::size);
  }

  private Uni<Void> publish(List<UUID> chains, Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (UUID chain : chains) {
      all = all.chain(() -> events.publish(new ChainNearlyReached(chain, now)));
    }
    return all;
  }
}
