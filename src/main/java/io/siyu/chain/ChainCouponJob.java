package io.siyu.chain;

import io.siyu.coupon.CouponIssueErrorCode;
import io.siyu.coupon.CouponIssuing;
import io.siyu.coupon.CouponSource;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobLanes;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Gives the coupons of chains that succeeded. Whom one is owed follows from the confirmed entries,
 * and what was decided of a member stays decided: so nothing is missed or given twice, whatever is
 * killed or runs beside another. An offer that gives no more holds up nothing; one that opens later
 * keeps its members undecided until then.
 */
@ApplicationScoped
class ChainCouponJob implements ScheduledJob {

  static final String NAME = "chain-coupons";

  private static final int MEMBERS = 100;

  private final ChainCoupons coupons;
  private final CouponIssuing issuing;
  private final MemberDirectory members;
  private final Sql sql;
  private final CrashPoints crashPoints;

  ChainCouponJob(
      ChainCoupons coupons,
      CouponIssuing issuing,
      MemberDirectory members,
      Sql sql,
      CrashPoints crashPoints) {
    this.coupons = coupons;
    this.issuing = issuing;
    this.members = members;
    this.sql = sql;
    this.crashPoints = crashPoints;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  /**
   * In rounds, some members of every chain in each, so that none waits for the thousands of
   * another, nor for one that fails.
   *
   * @return about how many members it decided
   */
  @Override
  public Uni<Long> run(JobRun run) {
    return JobLanes.of(run, "Chain")
        .rounds(
            lanes ->
                lanes.each(
                    (after, limit) -> run.batch(() -> coupons.owing(after, limit)),
                    ChainCoupons.Owing::chain,
                    (lane, chain) -> run.batch(() -> step(chain)).map(met -> goOn(lane, met))));
  }

  private static long goOn(JobLanes.Lane lane, int met) {
    if (met > 0) {
      lane.keepForNextRound();
    }
    return met;
  }

  /**
   * @return how many members it looked at; zero when nobody is left, and the chain is done with, or
   *     when the offer is not open yet
   */
  private Uni<Integer> step(ChainCoupons.Owing chain) {
    return coupons
        .undecided(chain.chain(), MEMBERS)
        .chain(
            found ->
                found.isEmpty()
                    ? coupons.finish(chain.chain()).replaceWith(0)
                    // All before the first copy: the offer's row comes after every member.
                    : members
                        .lockPresent(found)
                        .call(present -> refuse(chain, without(found, present)))
                        .chain(present -> coupons.stillUndecided(chain.chain(), present))
                        .chain(owed -> give(chain, owed))
                        .map(open -> open ? found.size() : 0));
  }

  private static List<UUID> without(List<UUID> members, List<UUID> others) {
    Set<UUID> excluded = new HashSet<>(others);
    return members.stream().filter(member -> !excluded.contains(member)).toList();
  }

  /** They have left, or may not act. */
  private Uni<Void> refuse(ChainCoupons.Owing chain, List<UUID> absent) {
    return oneByOne(
        absent,
        member -> coupons.decide(chain.chain(), member, ChainCouponOutcome.NOT_ELIGIBLE, null));
  }

  /**
   * @return false when the offer is not open yet, for anybody
   */
  private Uni<Boolean> give(ChainCoupons.Owing chain, List<UUID> owed) {
    Uni<Boolean> all = Uni.createFrom().item(true);
    for (UUID member : owed) {
      all = all.chain(open -> open ? one(chain, member) : Uni.createFrom().item(false));
    }
    return all;
  }

  private static Uni<Void> oneByOne(List<UUID> members, Function<UUID, Uni<Void>> step) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (UUID member : members) {
      all = all.chain(() -> step.apply(member));
    }
    return all;
  }

  /**
   * A refusal undoes what it had begun, and nothing of the others.
   *
   * @return false when nothing is decided, as the offer opens later
   */
  private Uni<Boolean> one(ChainCoupons.Owing chain, UUID member) {
    return sql.update("SAVEPOINT chain_coupon")
        .chain(
            () ->
                issuing.grant(
                    member,
                    chain.template(),
                    CouponSource.CAMPAIGN,
                    "chain:" + chain.chain() + ":" + member))
        .chain(coupon -> decided(chain, member, coupon))
        .chain(() -> sql.update("RELEASE SAVEPOINT chain_coupon"))
        .replaceWith(true)
        .onFailure(Refusal.class)
        .recoverWithUni(
            failure ->
                sql.update("ROLLBACK TO SAVEPOINT chain_coupon")
                    .chain(() -> refused(chain, member, (Refusal) failure)));
  }

  private Uni<Boolean> refused(ChainCoupons.Owing chain, UUID member, Refusal refusal) {
    CouponIssueErrorCode code = refusal.codeAs(CouponIssueErrorCode.class);
    return code == CouponIssueErrorCode.NOT_OPEN
        ? Uni.createFrom().item(false)
        : coupons.decide(chain.chain(), member, outcome(code), null).replaceWith(true);
  }

  private Uni<Void> decided(ChainCoupons.Owing chain, UUID member, UUID coupon) {
    crashPoints.reach("chain.givingCoupon");
    return coupons.decide(chain.chain(), member, ChainCouponOutcome.GRANTED, coupon);
  }

  private static ChainCouponOutcome outcome(CouponIssueErrorCode code) {
    return switch (code) {
      case LIMIT_REACHED -> ChainCouponOutcome.LIMIT_REACHED;
      case NOT_ELIGIBLE -> ChainCouponOutcome.NOT_ELIGIBLE;
      case SOLD_OUT -> ChainCouponOutcome.SOLD_OUT;
      case NOT_FOUND, ENDED -> ChainCouponOutcome.UNAVAILABLE;
      case NOT_OPEN -> throw new IllegalArgumentException("nothing to decide yet");
    };
  }
}
