package io.siyu.campaign;

import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Starts and ends campaigns by their windows. What a member may do is decided by the window itself,
 * so a late run costs nobody anything.
 */
@ApplicationScoped
class CampaignLifecycle implements ScheduledJob {

  private static final int BATCH = 100;

  private final CampaignService campaigns;

  CampaignLifecycle(CampaignService campaigns) {
    this.campaigns = campaigns;
  }

  @Override
  public String name() {
    return "campaign-lifecycle";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(() -> campaigns.start(BATCH))
        .chain(started -> end(run, CampaignStatus.RUNNING).map(ended -> started + ended))
        .chain(sum -> end(run, CampaignStatus.PAUSED).map(ended -> sum + ended));
  }

  private Uni<Long> end(JobRun run, CampaignStatus from) {
    return run.batches(() -> campaigns.end(from, BATCH));
  }
}
