package io.siyu.platform.job;

import io.quarkus.arc.All;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What operators see of jobs and do with them. */
@ApplicationScoped
public class JobOperation {

  private static final int MAX_NAME_LENGTH = 100;

  private final List<ScheduledJob> jobs;
  private final JobScheduler scheduler;
  private final JobHistory history;
  private final Audit audit;

  JobOperation(
      @All List<ScheduledJob> jobs, JobScheduler scheduler, JobHistory history, Audit audit) {
    this.jobs = jobs;
    this.scheduler = scheduler;
    this.history = history;
    this.audit = audit;
  }

  /** Every job with its latest runs, by name. */
  public Uni<List<JobView>> all() {
    return history
        .latest(scheduler.names())
        .map(
            runs ->
                jobs.stream()
                    .sorted(Comparator.comparing(ScheduledJob::name))
                    .map(
                        job ->
                            new JobView(
                                job.name(),
                                (int) job.every().toSeconds(),
                                runs.getOrDefault(job.name(), List.of())))
                    .toList());
  }

  /**
   * Runs a job now and waits for it. Who asked is recorded in the transaction of the claim.
   *
   * @throws RequestFailure NOT_FOUND
   */
  public Uni<JobRunView> run(UUID operator, String name) {
    String job = Text.requiredLine(name, MAX_NAME_LENGTH, "input", "name");
    return scheduler
        .runNow(
            job, () -> audit.record(operator, "runJob", null, new JsonObject().put("name", job)))
        .chain(bucket -> history.run(job, bucket));
  }
}
