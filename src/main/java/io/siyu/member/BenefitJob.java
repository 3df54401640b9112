package io.siyu.member;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Gives what birthdays and months bring, and what could not be given before. */
@ApplicationScoped
class BenefitJob implements ScheduledJob {

  private static final Duration PAUSE = Duration.ofHours(24);

  private final BenefitDues dues;
  private final BenefitGrants grants;
  private final TierBenefits benefits;
  private final TierCalendar calendar;
  private final TierConfig config;

  BenefitJob(
      BenefitDues dues,
      BenefitGrants grants,
      TierBenefits benefits,
      TierCalendar calendar,
      TierConfig config) {
    this.dues = dues;
    this.grants = grants;
    this.benefits = benefits;
    this.calendar = calendar;
    this.config = config;
  }

  @Override
  public String name() {
    return "tier-benefits";
  }

  @Override
  public Duration every() {
    return config.every();
  }

  @Override
  public Uni<Long> run(JobRun run) {
    Instant triedBefore = calendar.now().minus(PAUSE);
    return walk(run, BenefitDues.FIRST, 0, after -> dues.birthdays(after, config.batchSize()))
        .chain(
            birthdays ->
                benefits.monthly().chain(found -> monthly(run, found)).map(sum -> birthdays + sum))
        .chain(sum -> run.batches(() -> again(triedBefore)).map(retried -> sum + retried));
  }

  private Uni<Long> monthly(JobRun run, List<TierBenefit> found) {
    Uni<Long> total = Uni.createFrom().item(0L);
    for (TierBenefit benefit : found) {
      total =
          total.chain(
              sum ->
                  walk(
                      run,
                      BenefitDues.FIRST,
                      sum,
                      after -> dues.monthly(benefit, after, config.batchSize())));
    }
    return total;
  }

  /** On behind the last member of each batch, so that nobody is looked at twice in a run. */
  private Uni<Long> walk(
      JobRun run, UUID after, long sum, Function<UUID, Uni<List<DueBenefit>>> find) {
    return run.batch(() -> find.apply(after).call(grants::giveAll))
        .chain(
            given ->
                given.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : walk(run, given.get(given.size() - 1).member(), sum + given.size(), find));
  }

  private Uni<Integer> again(Instant triedBefore) {
    return dues.missed(triedBefore, config.batchSize()).call(grants::giveAll).map(List::size);
  }
}
