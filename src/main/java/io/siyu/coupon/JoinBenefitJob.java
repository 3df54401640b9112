package io.siyu.coupon;

import io.siyu.community.CommunityMemberships;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives coupons for joining. Who is due follows from who is in the community, and what was decided
 * of a member stays decided: so nothing is missed or given twice, whatever comes late, is killed or
 * runs beside another. A benefit of which nothing is left waits for more.
 */
@ApplicationScoped
class JoinBenefitJob implements ScheduledJob {

  static final String NAME = "coupon-join-benefits";
  static final int STEP = 100;

  /** How late a report of somebody who joined may come and still count. */
  private static final Duration LATEST = Duration.ofDays(8);

  private final Sql sql;
  private final Clock clock;
  private final JoinBenefits benefits;
  private final CommunityMemberships memberships;
  private final MemberDirectory members;
  private final CouponIssuing issuing;

  JoinBenefitJob(
      Sql sql,
      Clock clock,
      JoinBenefits benefits,
      CommunityMemberships memberships,
      MemberDirectory members,
      CouponIssuing issuing) {
    this.sql = sql;
    this.clock = clock;
    this.benefits = benefits;
    this.memberships = memberships;
    this.members = members;
    this.issuing = issuing;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return from(run, null, 0);
  }

  private Uni<Long> from(JobRun run, UUID community, long given) {
    return run.batch(() -> benefits.after(community, true, 1))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(given)
                    : members(run, found.get(0), null, 0)
                        .chain(more -> from(run, found.get(0).community(), given + more)));
  }

  /** One step after the other through those who joined lately, by their ids. */
  private Uni<Long> members(JobRun run, JoinBenefit benefit, UUID after, long given) {
    return run.batch(() -> step(benefit, after))
        .chain(
            step ->
                step.next() == null
                    ? Uni.createFrom().item(given + step.given())
                    : members(run, benefit, step.next(), given + step.given()));
  }

  /**
   * @param next behind whom to go on; null when nobody follows, or nothing is left to give
   */
  private record Step(long given, UUID next) {}

  private Uni<Step> step(JoinBenefit benefit, UUID after) {
    Instant until = clock.instant().minus(Duration.ofHours(benefit.delayHours()));
    Instant lately = until.minus(LATEST);
    Instant since = benefit.countsSince().isAfter(lately) ? benefit.countsSince() : lately;
    return memberships
        .joinedBetween(benefit.community(), since, until, after, STEP)
        .chain(
            joined ->
                undecided(benefit.community(), joined)
                    // All before the first copy: the offer's row comes after every member.
                    .chain(members::lockPresent)
                    // Another run may have decided about them while this one waited.
                    .chain(locked -> undecided(benefit.community(), locked))
                    .chain(due -> give(benefit, due, 0, 0))
                    .map(
                        result ->
                            new Step(
                                result.given(),
                                joined.size() < STEP || result.exhausted()
                                    ? null
                                    : joined.get(joined.size() - 1))));
  }

  private Uni<List<UUID>> undecided(UUID community, List<UUID> joined) {
    return sql.list(
            """
            SELECT member_id FROM coupon_join_benefit_grant
            WHERE community_id = $1 AND member_id = ANY($2)""",
            row -> row.uuid("member_id"),
            community,
            joined)
        .map(
            decided -> {
              Set<UUID> known = decided.stream().collect(Collectors.toSet());
              return joined.stream().filter(member -> !known.contains(member)).toList();
            });
  }

  private record Given(long given, boolean exhausted) {}

  private Uni<Given> give(JoinBenefit benefit, List<UUID> due, int index, long given) {
    if (index == due.size()) {
      return Uni.createFrom().item(new Given(given, false));
    }
    return one(benefit, due.get(index))
        .chain(
            outcome ->
                outcome == Outcome.EXHAUSTED
                    ? Uni.createFrom().item(new Given(given, true))
                    : give(benefit, due, index + 1, given + (outcome == Outcome.GIVEN ? 1 : 0)));
  }

  private enum Outcome {
    GIVEN,
    NOT_GIVEN,
    EXHAUSTED
  }

  /** A refusal undoes what it had begun, and nothing of the others. */
  private Uni<Outcome> one(JoinBenefit benefit, UUID member) {
    return sql.update("SAVEPOINT join_benefit")
        .chain(
            () ->
                issuing.grant(
                    member,
                    benefit.template(),
                    CouponSource.BENEFIT,
                    "join:" + benefit.community() + ":" + member))
        .chain(coupon -> decide(benefit.community(), member, GrantOutcome.GRANTED, coupon))
        .chain(() -> sql.update("RELEASE SAVEPOINT join_benefit"))
        .replaceWith(Outcome.GIVEN)
        .onFailure(JoinBenefitJob::isAnswer)
        .recoverWithUni(
            failure ->
                sql.update("ROLLBACK TO SAVEPOINT join_benefit")
                    .chain(() -> refused(benefit.community(), member, failure)));
  }

  private static boolean isAnswer(Throwable failure) {
    return failure instanceof Refusal || failure instanceof RequestFailure;
  }

  private Uni<Outcome> refused(UUID community, UUID member, Throwable failure) {
    if (!(failure instanceof Refusal refusal)) {
      // Has just left the brand.
      return Uni.createFrom().item(Outcome.NOT_GIVEN);
    }
    return switch (refusal.codeAs(CouponIssueErrorCode.class)) {
      case LIMIT_REACHED ->
          decide(community, member, GrantOutcome.LIMIT_REACHED, null)
              .replaceWith(Outcome.NOT_GIVEN);
      case NOT_ELIGIBLE ->
          decide(community, member, GrantOutcome.NOT_ELIGIBLE, null).replaceWith(Outcome.NOT_GIVEN);
      case NOT_FOUND, NOT_OPEN, ENDED, SOLD_OUT -> Uni.createFrom().item(Outcome.EXHAUSTED);
    };
  }

  private Uni<Void> decide(UUID community, UUID member, GrantOutcome outcome, UUID coupon) {
    return sql.update(
            """
            INSERT INTO coupon_join_benefit_grant
              (community_id, member_id, outcome, coupon_id, decided_at)
            VALUES ($1, $2, $3, $4, $5)""",
            community,
            member,
            outcome,
            coupon,
            clock.instant())
        .replaceWithVoid();
  }
}
