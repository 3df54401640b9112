package io.siyu.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.migration.Schema;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Sends what is due, on every replica; leases keep them out of each other's way. */
@ApplicationScoped
public class OutboxWorker {

  private static final Logger LOG = Logger.getLogger(OutboxWorker.class);

  private final Database database;
  private final Schema schema;
  private final OutboxLeases leases;
  private final OutboxConfig config;
  private final CrashPoints crashPoints;
  private final MeterRegistry meters;
  private final Map<String, OutboxHandler> handlers;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean wakeAgain = new AtomicBoolean();
  private volatile boolean stopping;

  OutboxWorker(
      Database database,
      Schema schema,
      OutboxLeases leases,
      OutboxConfig config,
      CrashPoints crashPoints,
      MeterRegistry meters,
      @All List<OutboxHandler> handlers) {
    this.database = database;
    this.schema = schema;
    this.leases = leases;
    this.config = config;
    this.crashPoints = crashPoints;
    this.meters = meters;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(OutboxHandler::name, Function.identity()));
    this.handlers.keySet().forEach(this::showCounters);
  }

  /** From the start, at zero: a rate over a counter that first appears at one misses that one. */
  private void showCounters(String handler) {
    List.of("sent", "failed", "dead").forEach(outcome -> counter(handler, outcome));
  }

  @Scheduled(every = "1s", identity = "outbox-poll")
  void poll() {
    wake();
  }

  /** Takes nothing more; what is under way finishes or comes back when its lease is over. */
  void stop(@Observes ShutdownEvent shutdown) {
    stopping = true;
  }

  /** Looks for due messages now instead of at the next poll. */
  public void wake() {
    if (stopping || !config.enabled() || !schema.isReady()) {
      return;
    }
    wakeAgain.set(true);
    if (running.compareAndSet(false, true)) {
      wakeAgain.set(false);
      Uni.createFrom()
          .deferred(this::drain)
          .onTermination()
          .invoke(() -> running.set(false))
          .subscribe()
          .with(
              done -> {
                if (wakeAgain.get()) {
                  wake();
                }
              },
              failure -> LOG.warnf("The outbox could not be read: %s", failure.toString()));
    }
  }

  private Uni<Void> drain() {
    return leases
        .take()
        .chain(
            messages ->
                messages.isEmpty() || stopping
                    ? Uni.createFrom().voidItem()
                    : Multi.createFrom()
                        .iterable(messages)
                        .onItem()
                        .transformToUni(this::send)
                        .merge(config.concurrency())
                        .collect()
                        .last()
                        .replaceWithVoid()
                        .chain(this::drain));
  }

  private Uni<Void> send(OutboxMessage message) {
    OutboxHandler handler = handlers.get(message.handler());
    if (handler == null) {
      return unknown(message);
    }
    Uni<Void> work =
        handler.transactional()
            ? inOneTransaction(handler, message)
            : calledThenMarked(handler, message);
    return work.ifNoItem()
        .after(config.lease())
        .fail()
        .invoke(() -> count(message, "sent"))
        .onFailure(StaleLease.class)
        .recoverWithNull()
        .onFailure()
        .recoverWithUni(failure -> failed(message, failure));
  }

  private Uni<Void> inOneTransaction(OutboxHandler handler, OutboxMessage message) {
    return database.transaction(() -> leases.finish(message).chain(() -> handler.handle(message)));
  }

  private Uni<Void> calledThenMarked(OutboxHandler handler, OutboxMessage message) {
    crashPoints.reach("outbox.beforeHandler");
    return Uni.createFrom()
        .deferred(() -> handler.handle(message))
        .invoke(() -> crashPoints.reach("outbox.afterHandler"))
        .chain(() -> database.transaction(() -> leases.finish(message)));
  }

  /** A newer version of the application may know it: another replica takes it later. */
  private Uni<Void> unknown(OutboxMessage message) {
    LOG.warnf("Outbox message %s waits for a handler %s.", message.id(), message.handler());
    return orKeepLease(
        message,
        leases.giveBack(message, RequestFailure.unavailable("No handler of this name runs here.")));
  }

  private Uni<Void> failed(OutboxMessage message, Throwable failure) {
    boolean dead = message.attempts() >= config.maxAttempts();
    count(message, dead ? "dead" : "failed");
    if (dead) {
      LOG.errorf(failure, "Outbox message %s (%s) is dead.", message.id(), message.handler());
    } else {
      LOG.warnf(
          "Outbox message %s (%s) failed at attempt %d: %s",
          message.id(), message.handler(), message.attempts(), failure.toString());
    }
    return orKeepLease(message, leases.retry(message, failure));
  }

  private static Uni<Void> orKeepLease(OutboxMessage message, Uni<Void> givenBack) {
    return givenBack
        .onFailure()
        .invoke(e -> LOG.warnf("Outbox message %s keeps its lease: %s", message.id(), e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private void count(OutboxMessage message, String outcome) {
    counter(message.handler(), outcome).increment();
  }

  private Counter counter(String handler, String outcome) {
    return meters.counter("siyu.outbox.messages", "handler", handler, "outcome", outcome);
  }
}
