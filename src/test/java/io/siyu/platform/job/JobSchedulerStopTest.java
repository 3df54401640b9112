package io.siyu.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.migration.Schema;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A scheduler of its own, told to stop at the worst moment of a tick. */
@QuarkusTest
class JobSchedulerStopTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject JobClaims claims;
  @Inject JobsConfig config;
  @Inject Database database;
  @Inject Schema schema;
  @Inject CrashPoints crashPoints;
  @Inject Clock clock;
  @Inject MeterRegistry meters;
  @Inject Rows rows;

  @Test
  void a_tick_that_was_under_way_when_told_to_stop_begins_nothing() throws Exception {
    HeldJob job = new HeldJob();
    JobScheduler scheduler = scheduler(job);

    CompletableFuture<Void> tick = CompletableFuture.runAsync(scheduler::tick);
    job.awaitTick();
    scheduler.stop(new ShutdownEvent());
    job.letTickGoOn();
    tick.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    // Once more, so that a job that has begun in spite of it would be over by now.
    scheduler.stop(new ShutdownEvent());

    assertThat(job.runs).hasValue(0);
    assertThat(rows.count("job_run WHERE job = $1", job.name())).isZero();
  }

  @Test
  void a_job_that_has_begun_is_waited_for() throws Exception {
    HeldJob job = new HeldJob();
    JobScheduler scheduler = scheduler(job);
    job.letTickGoOn();

    CompletableFuture.runAsync(scheduler::tick).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    scheduler.stop(new ShutdownEvent());

    assertThat(job.runs).hasValue(1);
    assertThat(rows.text("SELECT state FROM job_run WHERE job = $1", job.name())).isEqualTo("DONE");
  }

  private JobScheduler scheduler(ScheduledJob job) {
    return new JobScheduler(
        List.of(job), claims, config, database, schema, crashPoints, clock, meters);
  }

  /** Holds a tick between its beginning and the claim, where it asks for the job's bucket. */
  private static final class HeldJob implements ScheduledJob {
    private final String name = "test-held-" + Ids.next();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    void awaitTick() throws InterruptedException {
      assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void letTickGoOn() {
      goOn.countDown();
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Duration every() {
      asked.countDown();
      try {
        assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return Duration.ofDays(1);
    }

    @Override
    public Uni<Long> run(JobRun run) {
      return Uni.createFrom().item(() -> (long) runs.incrementAndGet());
    }
  }
}
