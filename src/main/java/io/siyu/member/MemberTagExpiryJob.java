package io.siyu.member;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tidies up tags that have expired; they stopped counting when they did. */
@ApplicationScoped
class MemberTagExpiryJob implements ScheduledJob {

  private static final int BATCH = 500;

  private final MemberTags tags;

  MemberTagExpiryJob(MemberTags tags) {
    this.tags = tags;
  }

  @Override
  public String name() {
    return "member-tag-expiry";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(() -> tags.forgetExpired(BATCH));
  }
}
