package io.siyu.outreach;

import io.siyu.chain.ChainAudience;
import io.siyu.chain.ChainItemTerms;
import io.siyu.chain.ChainOutcome;
import io.siyu.chain.ChainQueries;
import io.siyu.chain.ChainTerms;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobLanes;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Tells everybody in the list of a chain that ended how it ended, each member once, and the leader.
 * One transaction enqueues the messages of some and notes how far it came, so that a crash at any
 * line leaves either both or nothing.
 */
@ApplicationScoped
class ChainNotices implements ScheduledJob {

  /** Entries at once; the claim of the job is renewed between. */
  private static final int BATCH = 50;

  private final ChainQueries chains;
  private final ChainAudience audience;
  private final Inbox inbox;
  private final Sql sql;
  private final Clock clock;
  private final CrashPoints crashPoints;

  ChainNotices(
      ChainQueries chains,
      ChainAudience audience,
      Inbox inbox,
      Sql sql,
      Clock clock,
      CrashPoints crashPoints) {
    this.chains = chains;
    this.audience = audience;
    this.inbox = inbox;
    this.sql = sql;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  /** The chain has ended: tell them, soon. In the caller's transaction; again changes nothing. */
  Uni<Void> note(UUID chain) {
    return sql.update(
            """
            INSERT INTO chain_notice (chain_id, noted_at) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT chain_notice_once DO NOTHING""",
            chain,
            clock.instant())
        .replaceWithVoid();
  }

  @Override
  public String name() {
    return "chain-notices";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  /**
   * In rounds, some of every chain in each, so that none waits for the thousands of another, nor
   * for one that fails.
   *
   * @return how many steps were made
   */
  @Override
  public Uni<Long> run(JobRun run) {
    return JobLanes.of(run, "Chain")
        .rounds(
            lanes ->
                lanes.each(
                    (after, limit) -> run.batch(() -> waiting(after, limit)),
                    lane -> step(run, lane)));
  }

  /** Chains of which somebody is not told yet, in the order of their ids. */
  private Uni<List<UUID>> waiting(UUID after, int limit) {
    return sql.list(
        """
        SELECT chain_id FROM chain_notice
        WHERE finished_at IS NULL AND ($1::uuid IS NULL OR chain_id > $1)
        ORDER BY chain_id LIMIT $2""",
        row -> row.uuid("chain_id"),
        after,
        limit);
  }

  /**
   * @return zero when another run tells of this chain just now, or has finished
   */
  private Uni<Long> step(JobRun run, JobLanes.Lane lane) {
    return run.batch(() -> tellSome(lane.id()))
        .invoke(
            told -> {
              if (told != null && told) {
                lane.keepForNextRound();
              }
            })
        .map(told -> told == null ? 0L : 1L);
  }

  /**
   * @return whether more are left; null when there was nothing to do
   */
  private Uni<Boolean> tellSome(UUID chain) {
    return sql.first(
            """
            SELECT told_until FROM chain_notice WHERE chain_id = $1 AND finished_at IS NULL
            FOR UPDATE SKIP LOCKED""",
            row -> row.integer("told_until"),
            chain)
        .chain(
            toldUntil ->
                toldUntil == null
                    ? Uni.createFrom().nullItem()
                    : chains.one(chain).chain(terms -> tellSome(terms, toldUntil)));
  }

  private Uni<Boolean> tellSome(ChainTerms chain, int toldUntil) {
    return tellLeader(chain, toldUntil)
        .chain(() -> audience.joined(chain.id(), toldUntil, BATCH))
        .call(some -> tellMembers(chain, some))
        .invoke(() -> crashPoints.reach("chain.telling"))
        .chain(
            some ->
                some.size() < BATCH
                    ? finish(chain.id()).replaceWith(false)
                    : goOn(chain.id(), some.get(some.size() - 1).number()).replaceWith(true));
  }

  /** First, so that a leader who joined as well is told as the leader. */
  private Uni<Void> tellLeader(ChainTerms chain, int toldUntil) {
    return toldUntil > 0
        ? Uni.createFrom().voidItem()
        : audience
            .leader(chain.id())
            .chain(
                leader -> leader == null ? Uni.createFrom().voidItem() : tellLeader(chain, leader));
  }

  private Uni<Void> tellLeader(ChainTerms chain, UUID leader) {
    return (chain.teamSize() == null
            ? body(chain)
            : Uni.createFrom().item(ChainNoticeText.ofTeams(chain)))
        .chain(body -> inbox.send(message(chain, leader, true, body)));
  }

  private Uni<Void> tellMembers(ChainTerms chain, List<ChainAudience.Joined> some) {
    return body(chain)
        .chain(
            body ->
                inbox.sendAll(
                    some.stream().map(one -> message(chain, one.member(), false, body)).toList()));
  }

  /** Whose money comes back in part is told why, as WeChat tells the sum alone. */
  private Uni<String> body(ChainTerms chain) {
    return chain.outcome() != ChainOutcome.SUCCEEDED
        ? Uni.createFrom().item(ChainNoticeText.body(chain, false))
        : chains
            .items(List.of(chain.id()))
            .map(
                items ->
                    ChainNoticeText.body(
                        chain, items.get(0).stream().anyMatch(ChainItemTerms::isCheaperThanPaid)));
  }

  private static InboxMessage message(ChainTerms chain, UUID member, boolean leads, String body) {
    return new InboxMessage(
            "chain-settled:" + chain.id() + ":" + member,
            member,
            NotificationKind.CHAIN_SETTLED,
            ChainNoticeText.title(chain, leads),
            body)
        .about(chain.id(), null);
  }

  private Uni<Void> goOn(UUID chain, int toldUntil) {
    return sql.update(
            "UPDATE chain_notice SET told_until = $2 WHERE chain_id = $1", chain, toldUntil)
        .replaceWithVoid();
  }

  private Uni<Void> finish(UUID chain) {
    return sql.update(
            "UPDATE chain_notice SET finished_at = $2 WHERE chain_id = $1", chain, clock.instant())
        .replaceWithVoid();
  }
}
