package io.siyu.platform.fault;

import io.quarkus.arc.profile.IfBuildProfile;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.event.DomainEvent;
import io.siyu.platform.event.EventSubscriber;
import io.siyu.platform.event.Events;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.platform.outbox.Outbox;
import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Work without a business meaning that goes through outbox, events and jobs, so that a test can
 * kill instances in the middle and count what happened in {@code fault_probe}.
 */
@ApplicationScoped
@IfBuildProfile("fault")
public class FaultProbe {

  private final Database database;
  private final Sql sql;
  private final Outbox outbox;
  private final Events events;

  FaultProbe(Database database, Sql sql, Outbox outbox, Events events) {
    this.database = database;
    this.sql = sql;
    this.outbox = outbox;
    this.events = events;
  }

  void register(@Observes Router router) {
    router.post("/fault/probe/:count").handler(this::begin);
  }

  /** Gives outbox, events and job {@code count} items each, all in one transaction. */
  private void begin(RoutingContext context) {
    int count = Integer.parseInt(context.pathParam("count"));
    database
        .transaction(
            () ->
                sql.update(
                        """
                        CREATE TABLE IF NOT EXISTS fault_probe
                          (kind text, key text, n bigint NOT NULL DEFAULT 0, PRIMARY KEY (kind, key))""")
                    .chain(
                        () ->
                            sql.update(
                                """
                                INSERT INTO fault_probe (kind, key)
                                SELECT 'job', i::text FROM generate_series(1, $1::int) i""",
                                count))
                    .chain(() -> enqueue(count)))
        .subscribe()
        .with(done -> context.end(), context::fail);
  }

  private Uni<Void> enqueue(int left) {
    if (left == 0) {
      return Uni.createFrom().voidItem();
    }
    return outbox
        .enqueue(Call.NAME, "probe-" + left, new JsonObject())
        .chain(() -> events.publish(new Probed("probe-" + left)))
        .chain(() -> enqueue(left - 1));
  }

  private static Uni<Void> count(Sql sql, String kind, String key) {
    return sql.update(
            """
            INSERT INTO fault_probe AS p (kind, key, n) VALUES ($1, $2, 1)
            ON CONFLICT (kind, key) DO UPDATE SET n = p.n + 1""",
            kind,
            key)
        .replaceWithVoid();
  }

  /** The event of the probe. */
  public record Probed(String eventKey) implements DomainEvent {}

  /** Stands for a call to the outside: its effect is committed apart from the message's mark. */
  @ApplicationScoped
  @IfBuildProfile("fault")
  static class Call implements OutboxHandler {
    static final String NAME = "fault-probe";
    private final Database database;
    private final Sql sql;

    Call(Database database, Sql sql) {
      this.database = database;
      this.sql = sql;
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public boolean transactional() {
      return false;
    }

    @Override
    public Uni<Void> handle(OutboxMessage message) {
      return database.transaction(() -> count(sql, "call", message.uniqueKey()));
    }
  }

  /** Its effect and the event's delivery are one transaction. */
  @ApplicationScoped
  @IfBuildProfile("fault")
  static class Subscriber implements EventSubscriber<Probed> {
    private final Sql sql;
    private final CrashPoints crashPoints;

    Subscriber(Sql sql, CrashPoints crashPoints) {
      this.sql = sql;
      this.crashPoints = crashPoints;
    }

    @Override
    public String name() {
      return "fault.probe";
    }

    @Override
    public Class<Probed> eventType() {
      return Probed.class;
    }

    @Override
    public Uni<Void> on(Probed event) {
      return count(sql, "event", event.eventKey()).invoke(() -> crashPoints.reach("probe.event"));
    }
  }

  /** Increments items in small batches; incrementing twice would show. */
  @ApplicationScoped
  @IfBuildProfile("fault")
  static class Job implements ScheduledJob {
    private static final int BATCH = 10;
    private final Sql sql;

    Job(Sql sql) {
      this.sql = sql;
    }

    @Override
    public String name() {
      return "fault-probe";
    }

    @Override
    public Duration every() {
      return Duration.ofHours(24);
    }

    @Override
    public Uni<Long> run(JobRun run) {
      return run.batches(
          () ->
              sql.update(
                  """
                  UPDATE fault_probe SET n = n + 1 WHERE kind = 'job' AND key IN
                    (SELECT key FROM fault_probe WHERE kind = 'job' AND n = 0 LIMIT $1)""",
                  BATCH));
    }
  }
}
