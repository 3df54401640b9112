package io.siyu.audience;

import io.siyu.audience.RfmSteps.Looked;
import io.siyu.member.ExclusiveTags;
import io.siyu.member.TagSource;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Works on the run that is not done: measures everybody, finds the cuts, classifies and tags, and
 * takes the tags of those back who are in no class any more. Each batch is one transaction that
 * also says how far it came, so a killed run goes on there, and two workers take turns.
 */
@ApplicationScoped
class RfmRefresh implements ScheduledJob {

  static final String NAME = "audience-rfm";
  static final int BATCH = 2_000;

  private final RfmRuns runs;
  private final RfmSteps steps;
  private final ExclusiveTags tags;
  private final BrandCalendar calendar;
  private final AudienceConfig config;

  RfmRefresh(
      RfmRuns runs,
      RfmSteps steps,
      ExclusiveTags tags,
      BrandCalendar calendar,
      AudienceConfig config) {
    this.runs = runs;
    this.steps = steps;
    this.tags = tags;
    this.calendar = calendar;
    this.config = config;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** So that a run that was asked for begins soon; the monthly one is asked for here. */
  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batch(
            () ->
                runs.requestMonthly(
                    calendar.today().withDayOfMonth(1), config.rfmWindowDays(), calendar.now()))
        .chain(() -> run.batches(this::step));
  }

  /** One batch, in the caller's transaction; 0 when there is nothing to do. */
  Uni<Integer> step() {
    return runs.lockOpen()
        .chain(
            open ->
                open == null
                    ? Uni.createFrom().item(0)
                    : switch (open.state()) {
                      case REQUESTED -> steps.begin(open.id(), calendar.today()).replaceWith(1);
                      case MEASURING -> measure(open);
                      case CLASSIFYING -> classify(open);
                      case CLEARING -> clear(open);
                      case DONE -> Uni.createFrom().item(0);
                    });
  }

  private Uni<Integer> measure(RfmRun run) {
    return steps
        .measure(run, BATCH)
        .chain(
            looked ->
                looked.members() == 0
                    ? steps.cut(run.id()).replaceWith(1)
                    : steps.advance(run.id(), looked.last()).replaceWith(looked.members()));
  }

  private Uni<Integer> classify(RfmRun run) {
    return steps
        .measured(run.id(), BATCH)
        .chain(
            members ->
                members.isEmpty()
                    ? steps.beginClearing(run.id()).replaceWith(1)
                    : classify(run.id(), members).replaceWith(members.size()));
  }

  private Uni<Void> classify(UUID run, List<UUID> members) {
    return steps
        .present(members)
        .chain(present -> steps.classify(run, members, present))
        .call(classes -> tag(run, classes))
        .chain(classes -> steps.classified(run, classes.size()));
  }

  private Uni<Void> tag(UUID run, Map<UUID, RfmClass> classes) {
    Map<UUID, String> codes = new HashMap<>();
    classes.forEach((member, rfmClass) -> codes.put(member, rfmClass.tag()));
    return tags.set(TagSource.RFM, run, codes);
  }

  private Uni<Integer> clear(RfmRun run) {
    UUID after = RfmSteps.position(run);
    return steps
        .nextScores(after, BATCH)
        .chain(
            looked ->
                looked.members() == 0
                    ? steps.finish(run.id(), calendar.now()).replaceWith(1)
                    : clear(run, after, looked));
  }

  private Uni<Integer> clear(RfmRun run, UUID after, Looked looked) {
    return steps
        .forgetOutdated(run.id(), after, looked.last())
        .chain(gone -> tags.clear(TagSource.RFM, gone))
        .chain(() -> steps.advance(run.id(), looked.last()))
        .replaceWith(looked.members());
  }
}
