package io.siyu.platform.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.migration.Schema;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Offers every job's current bucket to be claimed, once a second, on every replica. */
@ApplicationScoped
public class JobScheduler {

  private static final Logger LOG = Logger.getLogger(JobScheduler.class);
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN_PAUSE = Duration.ofMillis(20);

  private final List<ScheduledJob> jobs;
  private final JobClaims claims;
  private final JobsConfig config;
  private final Database database;
  private final Schema schema;
  private final CrashPoints crashPoints;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> finished = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  JobScheduler(
      @All List<ScheduledJob> jobs,
      JobClaims claims,
      JobsConfig config,
      Database database,
      Schema schema,
      CrashPoints crashPoints,
      Clock clock,
      MeterRegistry meters) {
    this.jobs = jobs;
    this.claims = claims;
    this.config = config;
    this.database = database;
    this.schema = schema;
    this.crashPoints = crashPoints;
    this.clock = clock;
    this.meters = meters;
  }

  @Scheduled(every = "1s", identity = "job-tick")
  void tick() {
    if (!config.enabled() || !schema.isReady()) {
      return;
    }
    for (ScheduledJob job : jobs) {
      Instant bucket = bucket(job);
      if (!bucket.equals(finished.get(job.name())) && begin(job.name())) {
        attempt(job, bucket)
            .onTermination()
            .invoke(() -> running.remove(job.name()))
            .subscribe()
            .with(done -> {}, failure -> LOG.warnf("Job %s: %s", job.name(), failure.toString()));
      }
    }
  }

  /**
   * Counts the job as under way before looking whether to stop: {@link #stop} says so before it
   * looks what is under way, so one of the two sees the other.
   */
  private boolean begin(String job) {
    if (!running.add(job)) {
      return false;
    }
    if (stopping) {
      running.remove(job);
      return false;
    }
    return true;
  }

  /**
   * Claims nothing more and lets what is under way finish for a while; a run that takes longer is
   * taken over by another replica when its lease is over.
   */
  void stop(@Observes ShutdownEvent shutdown) {
    stopping = true;
    long deadline = System.nanoTime() + SHUTDOWN_PATIENCE.toNanos();
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(SHUTDOWN_PAUSE.toNanos());
    }
  }

  public List<String> names() {
    return jobs.stream().map(ScheduledJob::name).sorted().toList();
  }

  /**
   * Runs the job now, whatever its schedule says; safe beside a scheduled run.
   *
   * @return how many items were handled
   */
  public Uni<Long> runNow(String name) {
    Instant now = clock.instant();
    return claimNow(name, now, () -> Uni.createFrom().voidItem())
        .chain(fence -> run(job(name), now, fence));
  }

  /**
   * As {@link #runNow(String)}; a failure of the job is part of the run's record.
   *
   * @param alongside runs in the transaction that claims the run
   * @return the bucket under which the run is recorded
   */
  Uni<Instant> runNow(String name, Supplier<Uni<Void>> alongside) {
    Instant now = clock.instant();
    return claimNow(name, now, alongside)
        .chain(fence -> run(job(name), now, fence).onFailure().recoverWithNull())
        .replaceWith(now);
  }

  private Uni<Long> claimNow(String name, Instant now, Supplier<Uni<Void>> alongside) {
    ScheduledJob job = job(name);
    return database
        .transaction(
            () ->
                claims
                    .claim(job.name(), now)
                    .call(fence -> fence == null ? Uni.createFrom().voidItem() : alongside.get()))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.unavailable("The job is being started by someone else."));
  }

  private ScheduledJob job(String name) {
    return jobs.stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(() -> RequestFailure.notFound("Job"));
  }

  private Uni<Void> attempt(ScheduledJob job, Instant bucket) {
    return claims
        .claim(job.name(), bucket)
        .chain(
            fence ->
                fence == null
                    ? Uni.createFrom().voidItem()
                    : run(job, bucket, fence)
                        .invoke(() -> finished.put(job.name(), bucket))
                        .replaceWithVoid());
  }

  private Uni<Long> run(ScheduledJob job, Instant bucket, long fence) {
    JobRun run = new JobRun(job.name(), bucket, fence, database, claims, crashPoints, meters);
    long started = System.nanoTime();
    return Uni.createFrom()
        .deferred(() -> job.run(run))
        .call(items -> claims.done(run, items))
        .invoke(items -> record(job, started, "done"))
        .onFailure()
        .call(
            failure -> {
              record(job, started, "failed");
              return claims.failed(run, failure);
            });
  }

  private void record(ScheduledJob job, long startedNanos, String outcome) {
    meters
        .timer("siyu.job.runs", "job", job.name(), "outcome", outcome)
        .record(Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  private Instant bucket(ScheduledJob job) {
    long length = job.every().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(clock.millis(), length) * length);
  }
}
