package io.siyu.chain;

import io.siyu.order.OrderCancellation;
import io.siyu.order.OrderCheckout;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobLanes;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Ends every team whose time is over without filling up: learn from the gateway who has paid in
 * time, fail, refund each seated entry. As in {@link ChainSettlement}, each step is found by state.
 * A team that filled up has formed in the transaction of its last payment and needs none of this.
 */
@ApplicationScoped
class TeamEnds implements ScheduledJob {

  /** Small enough that the claim is renewed often while the gateway is slow. */
  private static final int ENTRIES = 20;

  private final TeamEndRows rows;
  private final ChainHints hints;
  private final TeamAnnouncements announcements;
  private final OrderCancellation cancellation;
  private final OrderCheckout checkout;
  private final OrderRefunds refunds;
  private final CrashPoints crashPoints;

  TeamEnds(
      TeamEndRows rows,
      ChainHints hints,
      TeamAnnouncements announcements,
      OrderCancellation cancellation,
      OrderCheckout checkout,
      OrderRefunds refunds,
      CrashPoints crashPoints) {
    this.rows = rows;
    this.hints = hints;
    this.announcements = announcements;
    this.cancellation = cancellation;
    this.checkout = checkout;
    this.refunds = refunds;
    this.crashPoints = crashPoints;
  }

  @Override
  public String name() {
    return "chain-team-ends";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  /**
   * @return how many changes of teams and entries it made
   */
  @Override
  public Uni<Long> run(JobRun run) {
    return eachEntry(run, null, rows::reserved, entry -> settlePayment(run, entry))
        .chain(sum -> plus(sum, eachTeam(run, rows::failing, this::fail)))
        .chain(sum -> plus(sum, eachEntry(run, null, rows::unrefunded, e -> refund(run, e))))
        .chain(sum -> plus(sum, eachTeam(run, rows::refunded, rows::finish)));
  }

  /** A page of teams in one transaction; where that fails, each in its own. */
  private static Uni<Long> eachTeam(
      JobRun run,
      BiFunction<UUID, Integer, Uni<List<UUID>>> pages,
      Function<List<UUID>, Uni<Integer>> step) {
    return JobLanes.of(run, "Team")
        .together(
            (after, limit) -> run.batch(() -> pages.apply(after, limit)),
            teams -> run.batch(() -> step.apply(teams)).map(Integer::longValue));
  }

  /**
   * A payment made in time counts, however late its notice. Who has not paid by now is too late for
   * this team: whoever chose to open an own one may still pay for that, all others are closed. What
   * the gateway cannot be asked now keeps its team waiting.
   */
  private Uni<?> settlePayment(JobRun run, TeamEndRows.Due entry) {
    return entry.stays()
        ? checkout
            .catchUp(entry.order())
            .invoke(() -> crashPoints.reach("team.askedGateway"))
            .chain(() -> run.batch(() -> rows.detach(entry.id())))
        : cancellation.cancel(entry.order(), "TEAM_ENDED");
  }

  private Uni<Integer> fail(List<UUID> teams) {
    List<TeamEndRows.Failed> failed = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (UUID team : teams) {
      all = all.chain(() -> fail(team, failed));
    }
    return all.chain(() -> announcements.failed(failed)).map(done -> failed.size());
  }

  private Uni<Void> fail(UUID team, List<TeamEndRows.Failed> failed) {
    crashPoints.reach("team.failing");
    return rows.fail(team)
        .invoke(
            ended -> {
              if (ended != null) {
                hints.changed(ended.chain());
                hints.teamChanged(ended.team());
                failed.add(ended);
              }
            })
        .replaceWithVoid();
  }

  /** Every entry by its own order, in its own transaction. */
  private Uni<?> refund(JobRun run, TeamEndRows.Due entry) {
    return run.batch(
        () -> {
          crashPoints.reach("team.refunding");
          return refunds.refundWhole(entry.order(), "TEAM_NOT_FORMED");
        });
  }

  /**
   * Page by page, behind the last one met; a failure is counted and left for the next run, and
   * holds up no other entry.
   */
  private static Uni<Long> eachEntry(
      JobRun run,
      UUID after,
      BiFunction<UUID, Integer, Uni<List<TeamEndRows.Due>>> page,
      Function<TeamEndRows.Due, Uni<?>> step) {
    return run.batch(() -> page.apply(after, ENTRIES))
        .chain(
            entries -> {
              Uni<Long> all = Uni.createFrom().item(0L);
              for (TeamEndRows.Due entry : entries) {
                all = all.chain(sum -> plus(sum, alone(run, entry, step)));
              }
              return entries.size() < ENTRIES
                  ? all
                  : all.chain(
                      sum ->
                          plus(
                              sum,
                              eachEntry(run, entries.get(entries.size() - 1).id(), page, step)));
            });
  }

  private static Uni<Long> alone(
      JobRun run, TeamEndRows.Due entry, Function<TeamEndRows.Due, Uni<?>> step) {
    return Uni.createFrom()
        .deferred(() -> step.apply(entry).replaceWith(1L))
        .onFailure()
        .recoverWithItem(
            failure -> {
              run.passedOver("Order", entry.order(), failure);
              return 0L;
            });
  }

  private static Uni<Long> plus(long sum, Uni<Long> more) {
    return more.map(count -> sum + count);
  }
}
