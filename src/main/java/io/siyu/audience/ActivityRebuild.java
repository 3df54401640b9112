package io.siyu.audience;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Reads everybody's orders and latest logins anew, once a day: fills the projections of members
 * that were there before them, and heals whatever they might have missed. Each batch says how far
 * it came, so a killed run goes on behind it.
 */
@ApplicationScoped
class ActivityRebuild implements ScheduledJob {

  static final String NAME = "audience-activity-rebuild";

  private static final int BATCH = 200;
  private static final UUID BEGINNING = new UUID(0, 0);

  private final MemberActivity activity;
  private final MemberActivityRows rows;

  ActivityRebuild(MemberActivity activity, MemberActivityRows rows) {
    this.activity = activity;
    this.rows = rows;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(() -> next(run));
  }

  private Uni<Integer> next(JobRun run) {
    return rows.rebuildPosition(run.bucket())
        .chain(position -> rows.membersBehind(position == null ? BEGINNING : position, BATCH))
        .chain(
            members ->
                members.isEmpty()
                    ? Uni.createFrom().item(0)
                    : rebuild(members)
                        .chain(
                            () ->
                                rows.saveRebuildPosition(
                                    run.bucket(), members.get(members.size() - 1)))
                        .replaceWith(members.size()));
  }

  private Uni<Void> rebuild(List<UUID> members) {
    return activity.refreshPurchases(members).chain(() -> rows.catchUpLogins(members));
  }
}
